// SPDX-License-Identifier: Apache-2.0
/** The keepalived.conf language: from bytes to a typed, immutable model with diagnostics. */
package org.jkeepalived.config;
