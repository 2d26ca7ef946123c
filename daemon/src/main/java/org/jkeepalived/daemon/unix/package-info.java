// SPDX-License-Identifier: Apache-2.0
/** Unix sockets of the services around the daemon. */
package org.jkeepalived.daemon.unix;
