// SPDX-License-Identifier: Apache-2.0
/** The virtual router of RFC 3768 and RFC 9568 as a machine that sees no socket, file, clock or logger. */
package org.jkeepalived.vrrp;
