// SPDX-License-Identifier: Apache-2.0
/** Linux system calls as small typed Java calls: descriptors, sockets, timers, signals, processes. */
package org.jkeepalived.posix;
