// SPDX-License-Identifier: Apache-2.0
/** Every keyword of keepalived.conf as data: its place, its form, and what this daemon makes of it. */
package org.jkeepalived.config.schema;
