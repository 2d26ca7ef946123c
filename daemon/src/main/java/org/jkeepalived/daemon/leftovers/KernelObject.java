// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

/**
 * Something that this daemon may have put into the kernel.
 *
 * @param kind one word: {@code address}
 * @param identity what tells it apart from others of its kind, in one line, such as {@code 10.0.0.1/24 dev eth0}. It is
 *     found again by this, so it names interfaces by their names: numbers do not say whether an interface is the same.
 */
public record KernelObject(String kind, String identity) {}
