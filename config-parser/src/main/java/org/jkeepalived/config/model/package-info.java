// SPDX-License-Identifier: Apache-2.0
/**
 * What a configuration means: immutable records with every default filled in.
 *
 * <p>Nothing here knows where it was written (see {@link org.jkeepalived.config.Origins}), so two records are equal
 * exactly when they ask for the same behaviour. A reload rests on that.
 */
package org.jkeepalived.config.model;
