// SPDX-License-Identifier: Apache-2.0
/** Telling others about transitions: the notify FIFOs. */
package org.jkeepalived.daemon.notify;
