// SPDX-License-Identifier: Apache-2.0
/** What there is to say about a configuration: findings, the places they are about, and two ways to print them. */
package org.jkeepalived.config.diagnostic;
