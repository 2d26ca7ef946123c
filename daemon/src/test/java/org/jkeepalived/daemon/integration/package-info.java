// SPDX-License-Identifier: Apache-2.0
/**
 * Whole daemons on real sockets: network namespaces on a bridge, our daemon against itself and, in both directions,
 * against Debian's keepalived.
 *
 * <p>A test takes a {@link org.jkeepalived.daemon.integration.TestLan} as a parameter, starts
 * {@link org.jkeepalived.daemon.integration.TestDaemon}s on its nodes, breaks things and awaits what must follow. States
 * are read from the notify FIFO, adverts and announcements from the wire, addresses from the kernel; nothing looks
 * inside a daemon, so every test can run with keepalived in our daemon's place, and that is how the tests themselves are
 * tested: {@code -Djkeepalived.pairs=keepalived:keepalived}. When a test fails, the story of its LAN is printed: log
 * lines, state changes and frames on one time line.
 *
 * <p>The codecs here are written apart from the product's on purpose: one function that builds and verifies a packet
 * proves little.
 */
package org.jkeepalived.daemon.integration;
