// SPDX-License-Identifier: Apache-2.0
/**
 * The control socket: how the daemon is asked for its status and for a reload, and how the commands ask it.
 *
 * <p>A stream socket beside the pid file. A request is a line of JSON, {@code {"request":"status"}}, and so is its answer.
 */
package org.jkeepalived.daemon.control;
