// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InotifyTest {
    @TempDir
    private Path folder;

    @Test
    void changesInAFolderArriveInOrderWithTheirNames() throws Exception {
        var seen = new ArrayList<String>();
        try (var inotify = Inotify.open()) {
            int watch = inotify.watch(folder, Inotify.CREATE | Inotify.CLOSE_WRITE | Inotify.DELETE);
            Files.writeString(folder.resolve("a"), "text");
            Files.delete(folder.resolve("a"));
            Files.createFile(folder.resolve("longer name than sixteen bytes"));
            assertThat(inotify.drain((which, mask, name) -> {
                        assertThat(which).isEqualTo(watch);
                        seen.add("%x %s".formatted(mask, name));
                    }))
                    .isZero();
            assertThat(seen).startsWith("100 a", "8 a", "200 a", "100 longer name than sixteen bytes");
            inotify.unwatch(watch);
            inotify.drain((which, mask, name) -> seen.add("%x %s".formatted(mask, name)));
            assertThat(seen).endsWith("8000 ");
        }
    }

    @Test
    void aMissingPathIsNamed() throws PosixException {
        try (var inotify = Inotify.open()) {
            assertThatThrownBy(() -> inotify.watch(folder.resolve("missing"), Inotify.MODIFY))
                    .isInstanceOf(PosixException.class)
                    .hasMessageContaining("missing: No such file");
        }
    }
}
