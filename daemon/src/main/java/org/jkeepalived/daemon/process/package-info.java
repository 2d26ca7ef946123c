// SPDX-License-Identifier: Apache-2.0
/** The daemon as a process among others: pid files, background start, signals, the service manager. */
package org.jkeepalived.daemon.process;
