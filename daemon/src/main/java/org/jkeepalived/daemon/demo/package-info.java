// SPDX-License-Identifier: Apache-2.0
/** {@code jkeepalived demo}: a failover to watch. */
package org.jkeepalived.daemon.demo;
