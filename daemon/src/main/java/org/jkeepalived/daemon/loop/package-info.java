// SPDX-License-Identifier: Apache-2.0
/** The one thread that owns all VRRP state: descriptors, timers, and the turn in which they are served. */
package org.jkeepalived.daemon.loop;
