// SPDX-License-Identifier: Apache-2.0
/**
 * The kernel's process connector (linux/connector.h, linux/cn_proc.h): what happens to the processes of the machine, as it
 * happens. Only the initial network namespace has it, and only processes of the initial pid and user namespace hear it.
 */
package org.jkeepalived.netlink.process;
