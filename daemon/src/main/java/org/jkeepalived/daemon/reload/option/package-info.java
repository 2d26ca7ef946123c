// SPDX-License-Identifier: Apache-2.0
/** What the keywords around a reload ask for: files that announce it, schedule it, or keep what came of it. */
package org.jkeepalived.daemon.reload.option;
