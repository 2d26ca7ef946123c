// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test of one daemon that runs for every {@link DaemonKind} under test. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("org.jkeepalived.daemon.integration.DaemonKind#all")
@interface SingleTest {}
