// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.write.ConfigurationText;
import org.jkeepalived.config.write.ResolvedConfiguration;
import org.jkeepalived.daemon.status.InstanceStatus;
import org.jkeepalived.daemon.status.StatusText;
import org.slf4j.Logger;

/**
 * {@code config_save_dir}: keeps each configuration that came into effect, and the instances before and after, under the
 * names that keepalived gives them. Not for the loop: a file system may block.
 */
public final class SavedReloads {
    private final Logger log;
    private final long process = ProcessHandle.current().pid();
    private int number;

    /** @param log where it is said that a file cannot be written, which hinders no reload */
    public SavedReloads(Logger log) {
        this.log = log;
    }

    /** The directory that a configuration names. */
    public static Optional<Path> directory(Configuration configuration) {
        return configuration.global().system().configSaveDirectory().map(Path::of);
    }

    /** The first configuration. */
    public void started(Configuration configuration) {
        directory(configuration).ifPresent(directory -> save(directory, configuration));
    }

    /** Another configuration has come into effect. */
    public void reloaded(
            Path directory, Configuration configuration, List<InstanceStatus> before, List<InstanceStatus> after) {
        number++;
        save(directory, configuration);
        write(directory.resolve("keepalived_vrrp." + process + "." + number + ".pre"), StatusText.of(before));
        write(directory.resolve("keepalived_vrrp." + process + "." + number + ".post"), StatusText.of(after));
    }

    private void save(Path directory, Configuration configuration) {
        String text = ConfigurationText.of(ResolvedConfiguration.of(configuration));
        write(directory.resolve("keepalived.conf." + process + "." + number), text);
    }

    private void write(Path file, String text) {
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(file.getParent());
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            log.warn("Unable to save {}: {}", file, e.getMessage());
        }
    }
}
