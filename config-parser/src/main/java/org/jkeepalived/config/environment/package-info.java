// SPDX-License-Identifier: Apache-2.0
/** What the caller tells about the machine: files, network interfaces, names. */
package org.jkeepalived.config.environment;
