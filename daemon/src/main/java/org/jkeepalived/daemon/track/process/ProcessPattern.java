// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackProcess.ParameterMatch;

/**
 * Which processes are meant: by the name that the kernel keeps, or by their command line, byte for byte and never by a
 * pattern ({@code ssh} does not mean {@code sshd}).
 */
final class ProcessPattern {
    /** TASK_COMM_LEN of the kernel without the zero byte; a longer name is cut off there. */
    static final int LONGEST_NAME = 15;

    private final boolean commandLine;
    private final byte[] name;
    /** Each ended by a zero byte, as in /proc/PID/cmdline. */
    private final byte[] parameters;

    private final ParameterMatch match;

    ProcessPattern(TrackProcess definition) {
        commandLine = definition.fullCommand();
        name = definition.process().getBytes(StandardCharsets.UTF_8);
        var words = new ByteArrayOutputStream();
        for (String word : definition.parameters()) {
            words.writeBytes(word.getBytes(StandardCharsets.UTF_8));
            words.write(0);
        }
        parameters = words.toByteArray();
        match = definition.parameterMatch();
    }

    /** Whether {@link #matches} wants /proc/PID/cmdline and not /proc/PID/comm. */
    boolean isCommandLine() {
        return commandLine;
    }

    /** Whether no process can match, because the kernel keeps no name that long. */
    boolean isTooLong() {
        return !commandLine && name.length > LONGEST_NAME;
    }

    /** How much of a file has to be read to decide; one byte more than what matches tells that there is more. */
    int neededBytes() {
        return name.length + 1 + parameters.length + 1;
    }

    /** Whether a process with this content of its file, from 0 to the length, is meant. Allocates nothing. */
    boolean matches(ByteBuffer content, int length) {
        if (!commandLine) {
            boolean lineFeed = length > 0 && content.get(length - 1) == '\n';
            return equals(content, 0, lineFeed ? length - 1 : length, name, name.length);
        }
        int end = 0;
        while (end < length && content.get(end) != 0) {
            end++;
        }
        return equals(content, 0, end, name, name.length)
                && matchesParameters(content, Math.min(end + 1, length), length);
    }

    private boolean matchesParameters(ByteBuffer content, int from, int to) {
        int given = to - from;
        return switch (match) {
            case NONE -> true;
            case EXACT -> equals(content, from, to, parameters, parameters.length);
            case PARTIAL ->
                given >= parameters.length
                        && equals(content, from, from + parameters.length, parameters, parameters.length);
            case INITIAL -> {
                // The zero byte behind the last word is not compared: that word may go on.
                int compared = Math.max(parameters.length - 1, 0);
                yield given >= parameters.length && equals(content, from, from + compared, parameters, compared);
            }
        };
    }

    private static boolean equals(ByteBuffer content, int from, int to, byte[] wanted, int length) {
        if (to - from != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (content.get(from + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
