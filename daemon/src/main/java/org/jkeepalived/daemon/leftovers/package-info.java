// SPDX-License-Identifier: Apache-2.0
/**
 * What a daemon that was killed left in the kernel: how the next one knows it, and that it does not touch what belongs to
 * others.
 */
package org.jkeepalived.daemon.leftovers;
