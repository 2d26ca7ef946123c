// SPDX-License-Identifier: Apache-2.0
/**
 * From statements to the immutable model, as keepalived reads them. {@link
 * org.jkeepalived.config.resolve.ConfigurationReader} and {@code SupportNotes} are the ways in; all else is of this package.
 *
 * <p>The names say what a class does and to what:
 *
 * <ul>
 *   <li>A {@code ...Reader} takes the statements of one theme, one after the other, and complains of what is wrong with
 *       each. Those of an instance are listed in {@code InstanceReader}, those of {@code global_defs} in {@code
 *       GlobalReader}.
 *   <li>A {@code ...Draft} holds what was read until the whole block, or the whole file, is known. {@code Globals} is the
 *       draft of {@code global_defs}, to which instances look for their defaults.
 *   <li>A {@code ...Completion} fills in defaults and settles what contradicts itself, in keepalived's order.
 *   <li>{@code Values} reads numbers, times and switches with keepalived's bounds and words; {@code Interfaces}, {@code
 *       Accounts}, {@code ScriptChecks} and {@code RoutingNames} hold against the machine what a file names.
 * </ul>
 *
 * <p>A new keyword needs its line in {@code schema}, a case in the reader of its theme, a component of the model, and its
 * entry in {@code write}; tests fail while one of the four is missing.
 */
package org.jkeepalived.config.resolve;
