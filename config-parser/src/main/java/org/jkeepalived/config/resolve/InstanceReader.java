// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.List;
import org.jkeepalived.config.tree.Statement;

/** Reads the block of a {@code vrrp_instance} into a draft, one statement after the other as keepalived does. */
final class InstanceReader {
    private final List<InstanceTheme> themes;

    InstanceReader(RoutingContext routing, TrackingReader tracking, NotifyScriptReader scripts) {
        var instanceValues = new InstanceValues(routing.values);
        themes = List.of(
                new IdentityReader(instanceValues, routing.interfaces),
                new ElectionReader(instanceValues),
                new TransportReader(instanceValues),
                new AddressListReader(routing),
                new RoutingListReader(routing),
                new LinkReader(instanceValues, routing),
                new SocketReader(instanceValues),
                new HmacReader(instanceValues, routing.sources, routing.host),
                new AuthenticationReader(instanceValues),
                new GarpReader(instanceValues),
                new InstanceTrackingReader(tracking),
                new NotifyReader(instanceValues, scripts));
    }

    InstanceDraft read(String name, Statement block) {
        var draft = new InstanceDraft(name, block);
        for (var statement : block.body()) {
            draft.given.put(statement.keyword().name(), statement);
            for (var theme : themes) {
                if (theme.read(draft, statement)) {
                    break;
                }
            }
        }
        return draft;
    }
}
