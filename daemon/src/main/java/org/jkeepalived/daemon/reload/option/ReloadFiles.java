// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.model.ReloadSettings;
import org.slf4j.Logger;

/** The files by which others follow a reload. Not for the loop: a file system may block. */
public final class ReloadFiles {
    private final Logger log;

    /** @param log where it is said that a file cannot be written, which hinders no reload */
    public ReloadFiles(Logger log) {
        this.log = log;
    }

    /** {@code reload_file}: there and empty while the configuration is read, so that nobody changes it meanwhile. */
    public void readingBegins(ReloadSettings settings) {
        settings.reloadFile().map(Path::of).ifPresent(file -> {
            try {
                Files.write(
                        file,
                        new byte[0],
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                // Whatever the umask: everybody may look for it.
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            } catch (IOException e) {
                log.info("Failed to create reload file ({}): {}", file, e.getMessage());
            }
        });
    }

    /** The configuration has been read, whatever came of it. */
    public void readingEnds(ReloadSettings settings) {
        settings.reloadFile().map(Path::of).ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                log.info("Failed to remove reload file ({}): {}", file, e.getMessage());
            }
        });
    }

    /** {@code reload_check_config LOG_FILE}: what there is to say about the configuration that was read last. */
    public void checked(ReloadSettings settings, Diagnostics findings) {
        Optional<Path> file = settings.checkLog()
                .filter(name -> !name.equals(ReloadSettings.NO_LOG))
                .map(Path::of);
        file.ifPresent(path -> {
            try (var output = Files.newOutputStream(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS)) {
                output.write(findings.plain().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                log.info("Unable to write config check log {}: {}", path, e.getMessage());
            }
        });
    }
}
