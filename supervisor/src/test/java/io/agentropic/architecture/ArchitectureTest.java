package io.agentropic.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What may know what, over all classes of the product. */
final class ArchitectureTest {

    private static final String IPC = "io.agentropic.ipc..";
    private static final String[] CHILD = {"io.agentropic.agent..", "io.agentropic.worker.."};
    private static final String[] NATIVE_LIMITS = {
        "io.agentropic.limits..",
        "io.agentropic.namespace..",
        "io.agentropic.plan..",
        "io.agentropic.fence..",
        "io.agentropic.cgroup..",
        "io.agentropic.process..",
        "io.agentropic.syscall..",
        "io.agentropic.host..",
        "io.agentropic.sandbox..",
        "io.agentropic.seccomp..",
        "io.agentropic.landlock..",
        "io.agentropic.spawn..",
        "io.agentropic.confine..",
        "io.agentropic.bpf..",
        "io.agentropic.notify.."
    };

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.agentropic");

    @Test
    void everyModuleIsLookedAt() {
        assertThat(PRODUCT.stream().map(JavaClass::getPackageName))
                .contains(
                        "io.agentropic.ipc",
                        "io.agentropic.agent",
                        "io.agentropic.worker",
                        "io.agentropic.syscall",
                        "io.agentropic.lifecycle");
    }

    @Test
    void nettyStaysBehindTheGateway() {
        onlyIn("io.netty..", "io.agentropic.gateway");
    }

    @Test
    void nativeCodeIsCalledInTwoPackages() {
        onlyIn("com.sun.jna..", "io.agentropic.syscall", "io.agentropic.spawn");
    }

    @Test
    void oshiStaysBehindTheFence() {
        onlyIn("oshi..", "io.agentropic.fence");
    }

    @Test
    void jsonIsReadAndWrittenInOnePackageAndShownByTheCommandLine() {
        onlyIn("com.fasterxml.jackson..", "io.agentropic.json", "io.agentropic.cli");
    }

    @Test
    void yamlIsReadInOnePackage() {
        onlyIn("org.yaml..", "io.agentropic.config");
    }

    @Test
    void onlyTheCommandLineParsesArguments() {
        onlyIn("picocli..", "io.agentropic.cli");
    }

    private static void onlyIn(String library, String... homes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PRODUCT);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.agentropic.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void theProtocolKnowsTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage(IPC)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", IPC))
                .check(PRODUCT);
    }

    @Test
    void theChildKnowsTheProtocolAndTheJdkOnly() {
        classes()
                .that()
                .resideInAnyPackage(CHILD)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "com.sun.management..", "org.jspecify..", IPC)
                        .or(resideInAnyPackage(CHILD)))
                .check(PRODUCT);
    }

    @Test
    void fencesKnowNothingOfAgentsLives() {
        noClasses()
                .that()
                .resideInAnyPackage(NATIVE_LIMITS)
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.agentropic..").and(not(resideInAnyPackage(NATIVE_LIMITS))))
                .check(PRODUCT);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?")
                .check(PRODUCT);
    }

    @Test
    void everyPackageMarksItsNulls() {
        Set<JavaPackage> unmarked = PRODUCT.stream()
                .map(JavaClass::getPackage)
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .collect(Collectors.toSet());
        assertThat(unmarked).isEmpty();
    }

    @Test
    void onlyMainProgramsEndTheJvm() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.agentropic.cli..", "io.agentropic.bootstrap..", "io.agentropic.worker..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(PRODUCT);
    }

    @Test
    void objectsAreNeverDeserialized() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(PRODUCT);
    }
}
