// SPDX-License-Identifier: Apache-2.0
/**
 * {@code track_process}: which processes run, learnt on a thread of its own, and whether they are as many as wanted, decided
 * on the loop of the virtual routers.
 *
 * <p>{@link org.jkeepalived.daemon.track.process.ProcessMonitor} owns the thread and chooses between the kernel's events and
 * reading /proc; either keeps the {@link org.jkeepalived.daemon.track.process.ProcessTable} up to date, which counts for each
 * {@link org.jkeepalived.daemon.track.process.ProcessWatch}. {@link org.jkeepalived.daemon.track.process.Quorum} turns counts
 * into up and down.
 */
package org.jkeepalived.daemon.track.process;
