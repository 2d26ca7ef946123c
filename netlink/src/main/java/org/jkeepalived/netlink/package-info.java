// SPDX-License-Identifier: Apache-2.0
/** rtnetlink: typed messages, acknowledged requests, and a monitor that notices what it lost. */
package org.jkeepalived.netlink;
