// SPDX-License-Identifier: Apache-2.0
/** Evidence that another machine uses the addresses of a virtual router that is master here: dual masters. */
package org.jkeepalived.daemon.rival;
