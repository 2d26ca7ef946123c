// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import org.jkeepalived.config.model.Transport;

/** Rules about the way of adverts. */
final class TransportChecks {
    private TransportChecks() {}

    static void unicastWithoutCheck(Subject subject, Report report) {
        for (var instance : subject.configuration().instances()) {
            if (instance.transport() instanceof Transport.Unicast unicast && !unicast.checkSource()) {
                report.at(
                        subject.place(instance, "unicast_peer"),
                        "(" + instance.name() + ") does not check whom adverts come from");
            }
        }
    }
}
