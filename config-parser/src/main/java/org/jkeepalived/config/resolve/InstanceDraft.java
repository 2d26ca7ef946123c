// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Authentication;
import org.jkeepalived.config.model.ExtraGarp;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.model.OldUnicastChecksum;
import org.jkeepalived.config.model.Route;
import org.jkeepalived.config.model.Rule;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** A {@code vrrp_instance} while it is read: only what the file says; null, zero or empty for what it does not. */
final class InstanceDraft {
    final String name;
    final Statement block;

    /** The last statement of each keyword that counted. */
    final Map<String, Statement> given = new HashMap<>();

    Word interfaceName;
    AddressFamily family;
    int version;
    InitialState state;
    int virtualRouterId;
    int priority;
    Duration advertInterval;
    boolean nopreempt;
    Duration preemptDelay = Duration.ZERO;
    OptionalInt downTimerAdverts = OptionalInt.empty();
    Optional<Boolean> lowerPriorityNoAdvert = Optional.empty();
    Optional<Boolean> higherPrioritySendAdvert = Optional.empty();
    Optional<Boolean> ownerIgnoreAdverts = Optional.empty();
    Optional<Boolean> skipCheckAdvertAddresses = Optional.empty();
    Optional<Boolean> v3ChecksumAsV2 = Optional.empty();
    Optional<Boolean> strict = Optional.empty();
    Optional<Boolean> accept = Optional.empty();
    Optional<Boolean> notifyPriorityChanges = Optional.empty();
    boolean dontTrackPrimary;
    boolean trackSourceAddress;
    final TrackingDraft tracking = new TrackingDraft();
    boolean promoteSecondaries;
    boolean noVirtualAddress;
    int debug;

    boolean unicastConfigured;
    boolean checkUnicastSource;
    Optional<InetAddress> source = Optional.empty();
    Optional<InetAddress> multicastGroup = Optional.empty();
    OptionalInt unicastTtl = OptionalInt.empty();
    final List<Transport.Peer> peers = new ArrayList<>();

    Optional<Authentication.Type> authenticationType = Optional.empty();
    String password = "";

    Optional<Duration> garpDelay = Optional.empty();
    OptionalInt garpRepeat = OptionalInt.empty();
    Optional<Duration> garpRefresh = Optional.empty();
    OptionalInt garpRefreshRepeat = OptionalInt.empty();
    Optional<Duration> garpLowerPriorityDelay = Optional.empty();
    OptionalInt garpLowerPriorityRepeat = OptionalInt.empty();

    /** The addresses so far, as keys of the two lists' rules against duplicates. */
    final Set<String> seenAddresses = new HashSet<>();

    final List<VirtualAddressReader.Parsed> addresses = new ArrayList<>();
    final List<VirtualAddressReader.Parsed> excludedAddresses = new ArrayList<>();

    final LinkDraft link = new LinkDraft();
    Optional<HmacDraft> hmac = Optional.empty();
    boolean faultWithoutPeer;
    OldUnicastChecksum oldUnicastChecksum = OldUnicastChecksum.DETECT;
    OptionalLong receiveBufferBytes = OptionalLong.empty();
    OptionalInt timerExpiredBackup = OptionalInt.empty();
    Optional<ExtraGarp> extraGarp = Optional.empty();

    final List<Route> routes = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();

    final NotifyDraft notify;
    Optional<Boolean> smtpAlert = Optional.empty();

    InstanceDraft(String name, Statement block) {
        this.name = name;
        this.block = block;
        this.notify = new NotifyDraft("(" + name + ") ");
    }

    /** What complaints about the instance begin with. */
    String prefix() {
        return "(" + name + ") ";
    }

    /** The first address decides the family of an instance that has none. */
    boolean fitsFamily(InetAddress address) {
        if (family == null) {
            family = AddressFamily.of(address);
        }
        return family == AddressFamily.of(address);
    }

    /** Where a keyword was given, otherwise where the instance begins. */
    SourceRange placeOf(String keyword) {
        var statement = given.get(keyword);
        return statement == null ? block.range() : statement.range();
    }
}
