// SPDX-License-Identifier: Apache-2.0
/** Programs that the configuration names: started, watched, limited in time, and never in the way of the VRRP loop. */
package org.jkeepalived.daemon.script;
