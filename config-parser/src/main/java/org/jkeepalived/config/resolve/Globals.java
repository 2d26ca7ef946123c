// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.DumpSettings;
import org.jkeepalived.config.model.ExtraGarp;
import org.jkeepalived.config.model.Firewall;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.GratuitousArp;
import org.jkeepalived.config.model.Identity;
import org.jkeepalived.config.model.LifecycleScripts;
import org.jkeepalived.config.model.Mail;
import org.jkeepalived.config.model.Monitoring;
import org.jkeepalived.config.model.NetlinkBuffers;
import org.jkeepalived.config.model.NotifyFifo;
import org.jkeepalived.config.model.ProcessNames;
import org.jkeepalived.config.model.ProcessSettings;
import org.jkeepalived.config.model.ReceiveBuffers;
import org.jkeepalived.config.model.ReloadSettings;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.SystemSettings;
import org.jkeepalived.config.tree.Statement;

/** {@code global_defs} while it is read: what the model keeps, and the defaults that instances take from it. */
final class Globals {
    static final InetAddress GROUP4 = Addresses.parse("224.0.0.18").orElseThrow();
    static final InetAddress GROUP6 = Addresses.parse("ff02::12").orElseThrow();

    String routerId;
    Optional<String> networkNamespace = Optional.empty();
    Optional<String> instanceName = Optional.empty();
    boolean usePidDirectory;
    String defaultInterface = "eth0";
    boolean dynamicInterfaces;
    Path iprouteUsrDirectory = RoutingNames.USR_DIRECTORY;
    Path iprouteEtcDirectory = RoutingNames.ETC_DIRECTORY;
    InetAddress multicastGroup4 = GROUP4;
    InetAddress multicastGroup6 = GROUP6;
    Duration garpInterval = Duration.ZERO;
    Duration gnaInterval = Duration.ZERO;
    Duration startupDelay = Duration.ZERO;
    Duration delayAfterBoot = Duration.ZERO;
    boolean logUnknownVrids;
    final Fifo notifyFifo = new Fifo();
    final Fifo vrrpNotifyFifo = new Fifo();
    boolean fifoStatesOnReload;
    Optional<Identity> scriptUser = Optional.empty();
    boolean scriptSecurity;
    boolean symbolicScriptPaths;
    boolean supplementaryGroups;
    Optional<Boolean> smtpAlert = Optional.empty();
    Optional<Boolean> smtpAlertVrrp = Optional.empty();
    final Scheduling process = new Scheduling();
    final Scheduling bfdProcess = new Scheduling();
    final Buffers commandBuffers = new Buffers();
    final Buffers monitorBuffers = new Buffers();
    final Buffers processMonitorBuffers = new Buffers();
    ReceiveBuffers advertBuffers =
            new ReceiveBuffers(ReceiveBuffers.Policy.DEFAULT, OptionalLong.empty(), ReceiveBuffers.DEFAULT_MULTIPLIER);
    Mail mail;
    Firewall firewall;
    ProcessNames processNames;
    Monitoring monitoring;
    LifecycleScripts lifecycleScripts;
    ReloadSettings reload;
    DumpSettings dumps;
    SystemSettings system;

    // Defaults of instances
    int version = 2;
    Duration garpDelay = GratuitousArp.DEFAULT.masterDelay();
    int garpRepeat = GratuitousArp.DEFAULT.masterRepeat();
    Duration garpRefresh = Duration.ZERO;
    int garpRefreshRepeat = GratuitousArp.DEFAULT.masterRefreshRepeat();
    Optional<Duration> garpLowerPriorityDelay = Optional.empty();
    OptionalInt garpLowerPriorityRepeat = OptionalInt.empty();
    ExtraGarp extraGarp = ExtraGarp.NONE;
    int downTimerAdverts = 3;
    boolean lowerPriorityNoAdvert;
    boolean higherPrioritySendAdvert;
    boolean ownerIgnoreAdverts;
    boolean checkUnicastSource;
    boolean skipCheckAdvertAddresses;
    boolean strict;
    boolean v3ChecksumAsV2;
    boolean notifyPriorityChanges;

    Globals(String routerId) {
        this.routerId = routerId;
    }

    /** What {@code smtp_alert} of instances and groups is by default. */
    boolean vrrpSmtpAlert() {
        return smtpAlertVrrp.or(() -> smtpAlert).orElse(false);
    }

    /** A FIFO whose path and script are given apart. */
    static final class Fifo {
        String path;
        Optional<Identity> owner = Optional.empty();
        Account account = Account.ROOT;
        Optional<Script> reader = Optional.empty();
        Statement readerLine;

        /** With {@code enable_script_security} known, which may stand below. */
        void check(ScriptChecks checks) {
            reader = reader.flatMap(script -> checks.notified(script, readerLine.range()));
        }

        Optional<NotifyFifo> done() {
            return path == null ? Optional.empty() : Optional.of(new NotifyFifo(path, owner, account, reader));
        }
    }

    /** What one process asks of the scheduler. */
    static final class Scheduling {
        int niceness;
        OptionalInt realTimePriority = OptionalInt.empty();
        boolean noSwap;
        List<Integer> cpus = List.of();
        OptionalLong realTimeLimitMicros = OptionalLong.empty();

        ProcessSettings done() {
            return new ProcessSettings(niceness, realTimePriority, noSwap, cpus, realTimeLimitMicros);
        }
    }

    /** Receive buffers whose size and force are given apart. */
    static final class Buffers {
        OptionalInt bytes = OptionalInt.empty();
        boolean force;

        NetlinkBuffers done() {
            return new NetlinkBuffers(bytes, force);
        }
    }

    GlobalDefinitions done() {
        return new GlobalDefinitions(
                routerId,
                networkNamespace,
                instanceName,
                usePidDirectory,
                defaultInterface,
                dynamicInterfaces,
                multicastGroup4,
                multicastGroup6,
                garpInterval,
                gnaInterval,
                startupDelay,
                delayAfterBoot,
                logUnknownVrids,
                notifyFifo.done(),
                vrrpNotifyFifo.done(),
                fifoStatesOnReload,
                scriptUser,
                scriptSecurity,
                process.done(),
                bfdProcess.done(),
                commandBuffers.done(),
                monitorBuffers.done(),
                processMonitorBuffers.done(),
                advertBuffers,
                mail,
                firewall,
                processNames,
                monitoring,
                lifecycleScripts,
                reload,
                dumps,
                system);
    }
}
