// SPDX-License-Identifier: Apache-2.0
/** What a reload is going to do, worked out before anything is touched. Pure: no loop, no kernel, no clock. */
package org.jkeepalived.daemon.reload;
