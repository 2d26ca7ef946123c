// SPDX-License-Identifier: Apache-2.0
/** What is legal in a configuration and yet rarely meant: rules for one file, and for the files of routers that are peers. */
package org.jkeepalived.config.lint;
