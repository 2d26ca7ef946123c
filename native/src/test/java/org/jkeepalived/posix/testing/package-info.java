// SPDX-License-Identifier: Apache-2.0
/** Helpers for tests of this and of the other modules. */
package org.jkeepalived.posix.testing;
