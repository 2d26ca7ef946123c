// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/** Checksums of version 3 unicast adverts as keepalived computed them before 1.3.7, {@code old_unicast_checksum}. */
public enum OldUnicastChecksum {
    /** Only once a peer has sent such a one. */
    DETECT,
    ALWAYS,
    NEVER
}
