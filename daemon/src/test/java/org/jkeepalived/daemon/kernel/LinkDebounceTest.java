// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jkeepalived.config.model.InterfaceSettings.Delay;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.netlink.link.HardwareAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.link.OperationalState;
import org.jkeepalived.posix.PosixException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class LinkDebounceTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONGER = Duration.ofMillis(60);
    private static final Duration NEVER = Duration.ofDays(1);

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Semaphore told = new Semaphore(0);
    private EventLoop loop;
    private LinkDebounce debounce;

    @BeforeEach
    void open() throws PosixException {
        loop = new EventLoop("test", failure::complete);
        debounce = new LinkDebounce(loop, told::release, NOPLogger.NOP_LOGGER);
    }

    @AfterEach
    void close() {
        loop.close();
        assertThat(failure).isNotDone();
    }

    private static Link link(String name, boolean up) {
        return new Link(
                7,
                name,
                up ? Link.IFF_UP | Link.IFF_RUNNING : Link.IFF_UP,
                1,
                HardwareAddress.NONE,
                HardwareAddress.NONE,
                1500,
                up ? OperationalState.UP : OperationalState.DOWN,
                up,
                "",
                0,
                0,
                false,
                0);
    }

    private void delay(boolean up, Delay... delays) {
        onLoop(() -> debounce.configure(List.of(delays), name -> link(name, up)));
    }

    /** Changes an interface. Returns whether it counts as up in the same turn, before any time has passed. */
    private boolean change(String name, boolean up) {
        return onLoop(() -> {
            debounce.changed(link(name, up));
            return debounce.isUp(link(name, up));
        });
    }

    private boolean isUp(String name) {
        return onLoop(() -> debounce.isUp(link(name, false)));
    }

    private void onLoop(Runnable task) {
        onLoop(() -> {
            task.run();
            return true;
        });
    }

    private <T> T onLoop(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> result.complete(task.get()));
        return result.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void awaitTold() throws InterruptedException {
        assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void withoutADelayAnInterfaceIsWhatTheKernelSays() {
        delay(true, new Delay("eth1", NEVER, NEVER));

        assertThat(onLoop(() -> debounce.isUp(link("eth0", true)))).isTrue();
        assertThat(isUp("eth0")).isFalse();
    }

    @Test
    void aLossCountsWhenItHasLasted() throws InterruptedException {
        delay(true, new Delay("eth0", SHORT, Duration.ZERO));

        assertThat(change("eth0", false)).isTrue();
        awaitTold();
        assertThat(isUp("eth0")).isFalse();
        assertThat(change("eth0", true)).as("up delay 0").isTrue();
    }

    @Test
    void aShortLossGoesUnnoticed() throws InterruptedException {
        delay(true, new Delay("eth0", SHORT, SHORT), new Delay("eth1", LONGER, SHORT));

        onLoop(() -> {
            debounce.changed(link("eth0", false));
            debounce.changed(link("eth1", false));
            debounce.changed(link("eth0", true));
        });
        awaitTold();
        assertThat(isUp("eth1")).isFalse();
        assertThat(isUp("eth0")).isTrue();
        assertThat(told.availablePermits()).isZero();
    }

    @Test
    void aReturnCountsWhenItHasLasted() throws InterruptedException {
        delay(true, new Delay("eth0", Duration.ZERO, SHORT));

        assertThat(change("eth0", false)).isFalse();
        assertThat(change("eth0", true)).isFalse();
        awaitTold();
        assertThat(isUp("eth0")).isTrue();
    }

    @Test
    void theFirstComingUpCountsAtOnceAndSoDoesTheEnd() {
        delay(false, new Delay("eth0", NEVER, NEVER));

        assertThat(change("eth0", true)).isTrue();
        onLoop(() -> debounce.removed("eth0"));
        assertThat(isUp("eth0")).isFalse();
        assertThat(change("eth0", true)).as("another one of that name").isTrue();
    }

    @Test
    void aReloadKeepsALossThatIsBeingWaitedFor() throws InterruptedException {
        delay(true, new Delay("eth0", SHORT, NEVER));
        onLoop(() -> {
            debounce.changed(link("eth0", false));
            debounce.configure(List.of(new Delay("eth0", NEVER, NEVER)), name -> link(name, false));
            assertThat(debounce.isUp(link("eth0", false))).isTrue();
        });

        awaitTold();
        assertThat(isUp("eth0")).isFalse();
    }
}
