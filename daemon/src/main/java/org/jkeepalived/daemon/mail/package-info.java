// SPDX-License-Identifier: Apache-2.0
/** Mail to people: queued on the loop, sent from a thread of its own. */
package org.jkeepalived.daemon.mail;
