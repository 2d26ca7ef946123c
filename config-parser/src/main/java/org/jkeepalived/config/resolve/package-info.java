// SPDX-License-Identifier: Apache-2.0
/** From statements to the model: values are read and checked, defaults are filled in, contradictions are settled. */
package org.jkeepalived.config.resolve;
