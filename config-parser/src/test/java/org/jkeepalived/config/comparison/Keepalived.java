// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real keepalived, asked with {@code -t} about many files in a network namespace made for the purpose. */
final class Keepalived {
    static final Path UNSHARE = Path.of("/usr/bin/unshare");

    /** {@code -Djkeepalived.keepalived=PROGRAM} compares with another keepalived than the installed one. */
    static final Path PROGRAM = Path.of(System.getProperty("jkeepalived.keepalived", "/usr/sbin/keepalived"));

    private static final Pattern VERSION = Pattern.compile("Keepalived v(\\d+\\.\\d+)");
    private static final int MINUTES_MAX = 5;

    /** Reads "directory file" pairs; the answer to the nth is left in the file n of the directory for answers. */
    private static final String SCRIPT = """
            set -eu
            ip link set lo up
            peers=0
            for name in $INTERFACES; do
              peers=$((peers + 1))
              ip link add "$name" type veth peer name "peer$peers"
              ip link set "$name" up
              ip link set "peer$peers" up
            done
            xargs -P2 -L1 sh -c '
              cd "$2"
              timeout 5 "$PROGRAM" -t -i node -f "$3" >"$ANSWERS/$1" 2>&1
              echo "exit=$?" >>"$ANSWERS/$1"' _
            """;

    private Keepalived() {}

    /** The first two numbers of its version, such as {@code 2.2}. */
    static String version() throws IOException, InterruptedException {
        var process = new ProcessBuilder(PROGRAM.toString(), "-v")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var match = VERSION.matcher(output);
        assertThat(match.find()).as(output).isTrue();
        return match.group(1);
    }

    /**
     * Asks about all files, each from its own directory. The namespace and its interfaces live as long as the one
     * process that this starts.
     */
    static List<Answer> ask(List<Path> files, Collection<String> interfaces, Path answers)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(UNSHARE.toString(), "--net", "--mount", "bash", "-c", SCRIPT)
                .redirectErrorStream(true);
        process.environment().put("PROGRAM", PROGRAM.toString());
        process.environment().put("INTERFACES", String.join(" ", interfaces));
        process.environment().put("ANSWERS", answers.toString());
        process.environment().put("COLOUR", "blue");
        var running = process.start();
        try (var list = running.outputWriter(StandardCharsets.UTF_8)) {
            for (int i = 0; i < files.size(); i++) {
                list.write(
                        i + " " + files.get(i).getParent() + " " + files.get(i).getFileName() + "\n");
            }
        }
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
        assertThat(running.exitValue()).as(output).isZero();
        var all = new ArrayList<Answer>();
        for (int i = 0; i < files.size(); i++) {
            var text = new String(Files.readAllBytes(answers.resolve(Integer.toString(i))), StandardCharsets.UTF_8);
            int exit = text.lastIndexOf("exit=");
            all.add(Answer.of(Integer.parseInt(text.substring(exit + 5).strip()), text.substring(0, exit)));
        }
        return all;
    }
}
