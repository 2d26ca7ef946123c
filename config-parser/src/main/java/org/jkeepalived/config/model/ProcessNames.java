// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * What the processes call themselves, at most 15 characters each.
 *
 * @param main {@code process_name}
 * @param vrrp {@code vrrp_process_name}, or {@code process_names}
 * @param bfd {@code bfd_process_name}, or {@code process_names}
 */
public record ProcessNames(Optional<String> main, Optional<String> vrrp, Optional<String> bfd) {}
