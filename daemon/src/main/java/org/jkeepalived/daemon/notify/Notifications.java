// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.NotifyFifo;
import org.jkeepalived.config.model.NotifyScripts;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.mail.MailSender;
import org.jkeepalived.daemon.script.ScriptCommand;
import org.jkeepalived.daemon.script.ScriptRunner;
import org.slf4j.Logger;

/**
 * What the outside is told about instances and groups, in the order in which it happens: notify scripts, one line to each
 * FIFO ({@code notify_fifo} before {@code vrrp_notify_fifo}), and mail.
 *
 * <p>On the loop's thread. Nothing here waits: scripts run beside the loop, lines wait for a FIFO that is full, mail has a
 * thread of its own.
 */
public final class Notifications implements Audience {
    /** The third word of a line. */
    public enum Event {
        MASTER,
        BACKUP,
        FAULT,
        STOP,
        DELETED,
        MASTER_RX_LOWER_PRI,
        MASTER_PRIORITY,
        BACKUP_PRIORITY;

        /** Whether it tells what an instance or group is now; the others tell what has happened to it. */
        boolean isState() {
            return switch (this) {
                case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
                case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
            };
        }

        boolean isPriorityChange() {
            return this == MASTER_PRIORITY || this == BACKUP_PRIORITY;
        }
    }

    private static final int GROUP_PRIORITY = 0;
    /** As long as keepalived takes to stop. */
    private static final long STOP_LIMIT_NANOS = 1_000_000_000L;

    private static final long STOP_CHECK_NANOS = 5_000_000L;

    private final EventLoop loop;
    private final Logger log;
    private final ScriptStarter starter;
    private final MailSender mailSender;
    private final MailAlerts mail;
    private final Map<Subject, ScriptQueue> queues = new HashMap<>();
    private final List<FifoChannel> fifos = new ArrayList<>();
    private final List<Notice> noticesOfTurn = new ArrayList<>();
    private final Timer stopCheck = new Timer(this::finishStopWhenTold);
    private boolean statesOnReload;
    private long stopDeadlineNanos;
    private Runnable whenStopped;

    /** Nothing is told before {@link #configure}. */
    public Notifications(ScriptRunner scripts, EventLoop loop, Logger log) {
        this((command, whenDone) -> scripts.start(command, loop, whenDone), new MailSender(log), loop, log);
    }

    Notifications(ScriptStarter starter, MailSender mailSender, EventLoop loop, Logger log) {
        this.starter = starter;
        this.mailSender = mailSender;
        this.loop = loop;
        this.log = log;
        mail = new MailAlerts(mailSender);
    }

    /**
     * Opens the FIFOs of the configuration; those already open stay if nothing about them changed, and their readers begin
     * anew.
     */
    @Override
    public void configure(Configuration configuration) {
        flush();
        GlobalDefinitions global = configuration.global();
        statesOnReload = global.fifoStatesOnReload();
        mail.configure(global);
        List<NotifyFifo> wanted = new ArrayList<>();
        global.notifyFifo().ifPresent(wanted::add);
        global.vrrpNotifyFifo().ifPresent(wanted::add);
        configureFifos(wanted);
        queues.values().removeIf(ScriptQueue::isIdle);
    }

    private void configureFifos(List<NotifyFifo> wanted) {
        List<FifoChannel> before = List.copyOf(fifos);
        fifos.clear();
        before.stream().filter(fifo -> !wanted.contains(fifo.config())).forEach(FifoChannel::close);
        for (NotifyFifo fifo : wanted) {
            Optional<FifoChannel> kept = before.stream()
                    .filter(open -> open.config().equals(fifo) && !fifos.contains(open))
                    .findFirst();
            kept.ifPresent(FifoChannel::restartReader);
            kept.or(() -> open(fifo)).ifPresent(fifos::add);
        }
    }

    private Optional<FifoChannel> open(NotifyFifo fifo) {
        try {
            return Optional.of(new FifoChannel(fifo, starter, loop, log));
        } catch (IOException e) {
            log.warn(
                    "Unable to open notify FIFO {}: {}; transitions are not written to it",
                    fifo.path(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void instance(VrrpInstance instance, Event event, int priority) {
        if (!event.isPriorityChange() || instance.notifyPriorityChanges()) {
            Subject subject = new Subject(Subject.Kind.INSTANCE, instance.name());
            noticesOfTurn.add(new Notice(subject, event, priority, instance.notifyScripts(), instance.smtpAlert()));
        }
    }

    @Override
    public void instanceEnded(VrrpInstance instance, Event event, int priority) {
        Subject subject = new Subject(Subject.Kind.INSTANCE, instance.name());
        NotifyScripts scripts = instance.notifyScripts();
        noticesOfTurn.add(new Notice(
                subject, event, priority, event == Event.FAULT ? scripts.onlyAny() : scripts, instance.smtpAlert()));
    }

    @Override
    public void group(SyncGroup group, Event state) {
        Subject subject = new Subject(Subject.Kind.GROUP, group.name());
        noticesOfTurn.add(new Notice(subject, state, GROUP_PRIORITY, group.notifyScripts(), group.smtpAlert()));
    }

    @Override
    public void instanceReloaded(VrrpInstance instance, Event state, int priority) {
        reloaded(new Subject(Subject.Kind.INSTANCE, instance.name()), state, priority);
    }

    @Override
    public void groupReloaded(SyncGroup group, Event state) {
        reloaded(new Subject(Subject.Kind.GROUP, group.name()), state, GROUP_PRIORITY);
    }

    private void reloaded(Subject subject, Event state, int priority) {
        if (statesOnReload) {
            noticesOfTurn.add(new Notice(subject, state, priority, NotifyScripts.NONE, false));
        }
    }

    /** Tells what happened in this turn, after all else of the turn has been done. */
    public void flush() {
        for (int i = 0; i < noticesOfTurn.size(); i++) {
            tell(noticesOfTurn.get(i));
        }
        noticesOfTurn.clear();
    }

    private void tell(Notice notice) {
        List<ScriptCommand> commands = notice.commands();
        if (!commands.isEmpty()) {
            ScriptQueue queue = queues.computeIfAbsent(
                    notice.subject(), subject -> new ScriptQueue(subject, ScriptQueue.HOLD_NANOS, starter, loop, log));
            commands.forEach(queue::add);
        }
        fifos.forEach(fifo -> fifo.write(notice.line()));
        mail.tell(notice);
    }

    /**
     * Tells what is left, and closes the FIFOs. Scripts, readers of FIFOs and the mail server get a second to take what
     * there is for them; then scripts that still wait for others are started beside them and get another one. Scripts
     * that run on do so alone.
     *
     * @param whenDone called on the loop's thread
     */
    public void stop(Runnable whenDone) {
        flush();
        whenStopped = whenDone;
        stopDeadlineNanos = loop.nowNanos() + STOP_LIMIT_NANOS;
        finishStopWhenTold(loop.nowNanos());
    }

    private void finishStopWhenTold(long nowNanos) {
        boolean late = nowNanos - stopDeadlineNanos >= 0;
        if (late && queues.values().stream().anyMatch(ScriptQueue::isWaiting)) {
            queues.values().forEach(ScriptQueue::startAll);
            stopDeadlineNanos = nowNanos + STOP_LIMIT_NANOS;
            late = false;
        }
        if (!late && !isAllTold()) {
            loop.arm(stopCheck, nowNanos + STOP_CHECK_NANOS);
            return;
        }
        fifos.forEach(FifoChannel::close);
        fifos.clear();
        mailSender.close();
        whenStopped.run();
    }

    private boolean isAllTold() {
        return mailSender.isIdle()
                && queues.values().stream().allMatch(ScriptQueue::isIdle)
                && fifos.stream().allMatch(FifoChannel::isDrained);
    }
}
