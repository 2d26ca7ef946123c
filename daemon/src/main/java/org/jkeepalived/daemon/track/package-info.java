// SPDX-License-Identifier: Apache-2.0
/** What virtual routers watch besides the protocol: interfaces, scripts, files, processes, BFD sessions. */
package org.jkeepalived.daemon.track;
