// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.daemon.machine.HostName;

/**
 * A machine on which whatever a configuration names is there and in order: interfaces, users, scripts. For files that
 * are looked at elsewhere than where they are to run.
 */
final class SomeMachine implements Environment {
    private static final Account SOMEBODY = new Account(1_000, 1_000);

    private final Optional<String> configurationId;

    /**
     * @param configurationId option {@code -i}; empty: by this host's name
     */
    SomeMachine(Optional<String> configurationId) {
        this.configurationId = configurationId;
    }

    @Override
    public Optional<InterfaceFacts> networkInterface(String name) {
        return Optional.of(name.equals("lo") ? InterfaceFacts.LOOPBACK : InterfaceFacts.ETHERNET);
    }

    @Override
    public String hostName() {
        return HostName.read();
    }

    @Override
    public String configId() {
        return configurationId.orElseGet(Environment.super::configId);
    }

    @Override
    public Host host() {
        return new Host() {
            @Override
            public Optional<FileFacts> file(String path) {
                return Optional.of(new FileFacts(FileKind.REGULAR, 0755, 0, 0));
            }

            @Override
            public Optional<String> realPath(String path) {
                return Optional.of(path);
            }

            @Override
            public Optional<String> fileSystem(String path) {
                return Optional.of("ext4");
            }

            @Override
            public Optional<Account> user(String name) {
                return Optional.of(name.equals("root") ? Account.ROOT : SOMEBODY);
            }

            @Override
            public OptionalLong group(String name) {
                return OptionalLong.of(name.equals("root") ? 0 : SOMEBODY.groupId());
            }

            @Override
            public List<Long> groupsOf(String user) {
                return List.of();
            }

            @Override
            public int processors() {
                return Integer.MAX_VALUE;
            }

            @Override
            public Account self() {
                return Account.ROOT;
            }

            @Override
            public List<String> searchPath() {
                return List.of("/usr/bin");
            }
        };
    }
}
