// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.time.Duration;

/**
 * Announcements on interfaces that hold addresses but are not the instance's, {@code garp_extra_if}, so that switches
 * do not forget its hardware address.
 *
 * @param period whole seconds to 86400 s; zero: none
 * @param allInterfaces {@code all}: also on those that are no macvlans
 */
public record ExtraGarp(Duration period, boolean allInterfaces) {
    public static final ExtraGarp NONE = new ExtraGarp(Duration.ZERO, false);
}
