// SPDX-License-Identifier: Apache-2.0
/** What the configuration wants of the kernel, what the kernel has, and the requests that close the gap. */
package org.jkeepalived.daemon.kernel;
