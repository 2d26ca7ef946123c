// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.NotifyScripts;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.daemon.script.ScriptCommand;

/**
 * One thing to be told.
 *
 * @param priority the effective priority of an instance, 1 to 255; 0 for a group
 * @param scripts what is run; {@link NotifyScripts#NONE} when only FIFOs hear of it
 * @param smtpAlert whether a mail may be due
 */
record Notice(Subject subject, Notifications.Event event, int priority, NotifyScripts scripts, boolean smtpAlert) {

    /** The line for FIFOs, as keepalived.conf(5) has it: {@code INSTANCE "VI_1" MASTER 100}. */
    String line() {
        return subject.kind() + " \"" + subject.name() + "\" " + event + " " + priority + "\n";
    }

    /** The scripts to run, in this order: that of the event itself, then {@code notify} with four more arguments. */
    List<ScriptCommand> commands() {
        List<ScriptCommand> commands = new ArrayList<>(2);
        scriptOfEvent().ifPresent(script -> commands.add(outliving(script)));
        if (event.isState()) {
            scripts.any()
                    .ifPresent(script -> commands.add(outliving(script)
                            .withArguments(List.of(
                                    subject.kind().toString(),
                                    subject.name(),
                                    event.toString(),
                                    Integer.toString(priority)))));
        }
        return commands;
    }

    /** A transition that has begun to be told is told to its end, whatever becomes of the daemon. */
    private static ScriptCommand outliving(Script script) {
        return ScriptCommand.of(script).outlivingDaemon();
    }

    private Optional<Script> scriptOfEvent() {
        return switch (event) {
            case MASTER -> scripts.master();
            case BACKUP -> scripts.backup();
            case FAULT -> scripts.fault();
            case STOP -> scripts.stop();
            case DELETED -> scripts.deleted();
            case MASTER_RX_LOWER_PRI -> scripts.masterReceivesLowerPriority();
            case MASTER_PRIORITY, BACKUP_PRIORITY -> Optional.empty();
        };
    }
}
