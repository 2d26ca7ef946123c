// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/** Gives a test its {@link TestLan}, removes it afterwards, and tells its story when the test failed. */
final class TestLanExtension implements ParameterResolver, AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(TestLanExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == TestLan.class;
    }

    /** The store closes what it holds when the test has ended, however it ended. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(NAMESPACE).getOrComputeIfAbsent(TestLan.class, key -> new TestLan(), TestLan.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        TestLan lan = test.getStore(NAMESPACE).get(TestLan.class, TestLan.class);
        if (lan != null
                && test.getExecutionException()
                        .filter(failure -> !(failure instanceof TestAbortedException))
                        .isPresent()) {
            System.err.println("The story of " + test.getRequiredTestClass().getSimpleName() + "."
                    + test.getRequiredTestMethod().getName() + " " + test.getDisplayName() + System.lineSeparator()
                    + lan.timeline().story());
        }
    }
}
