// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The direction of the modules' dependencies, and what each may know. */
class ArchitectureTest {
    private static final String JDK = "java..";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar")) // the test support of other modules
            .importPackages("org.jkeepalived");

    @Test
    void nativeKnowsTheJdkAndJnrOnly() {
        classes()
                .that()
                .resideInAPackage("org.jkeepalived.posix..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JDK, "jnr..", "org.jkeepalived.posix..")
                .check(PRODUCT);
    }

    @Test
    void netlinkKnowsNativeOnly() {
        classes()
                .that()
                .resideInAPackage("org.jkeepalived.netlink..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JDK, "org.jkeepalived.posix..", "org.jkeepalived.netlink..")
                .check(PRODUCT);
    }

    @Test
    void theProtocolCoreKnowsTheJdkOnlyAndNeitherSocketsNorFilesNorClocks() {
        classes()
                .that()
                .resideInAPackage("org.jkeepalived.vrrp..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JDK, "org.jkeepalived.vrrp..")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage("org.jkeepalived.vrrp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.util.concurrent..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(PRODUCT);
    }

    @Test
    void theParserKnowsTheJdkOnlyAndOpensNoSockets() {
        classes()
                .that()
                .resideInAPackage("org.jkeepalived.config..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JDK, "org.jkeepalived.config..")
                .check(PRODUCT);
    }

    @Test
    void thePackagesOfTheDaemonHaveNoCycles() {
        slices().matching("org.jkeepalived.daemon.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }

    @Test
    void thePartsOfTheDaemonDoNotKnowTheWhole() {
        noClasses()
                .that()
                .resideInAPackage("org.jkeepalived.daemon.(*)..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jkeepalived.daemon")
                .check(PRODUCT);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.jkeepalived.daemon.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(PRODUCT);
    }
}
