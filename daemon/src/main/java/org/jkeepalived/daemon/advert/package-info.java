// SPDX-License-Identifier: Apache-2.0
/** Adverts on the wire: one raw socket per interface and family, read and written in batches. */
package org.jkeepalived.daemon.advert;
