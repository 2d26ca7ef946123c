// SPDX-License-Identifier: Apache-2.0
/** What the daemon says of itself when asked: plain values, made on the loop and put into words elsewhere. */
package org.jkeepalived.daemon.status;
