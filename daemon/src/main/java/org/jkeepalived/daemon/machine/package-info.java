// SPDX-License-Identifier: Apache-2.0
/** What the operating system says of the machine before anything runs. */
package org.jkeepalived.daemon.machine;
