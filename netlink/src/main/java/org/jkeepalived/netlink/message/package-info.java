// SPDX-License-Identifier: Apache-2.0
/** The bytes of netlink: messages, attributes and acknowledgements, whatever the family. */
package org.jkeepalived.netlink.message;
