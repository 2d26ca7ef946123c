// SPDX-License-Identifier: Apache-2.0
/** Notices that the loop stood still, lets the routers take it into account, and finds out why it did. */
package org.jkeepalived.daemon.stall;
