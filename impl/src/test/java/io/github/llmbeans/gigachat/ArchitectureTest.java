package io.github.llmbeans.gigachat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final String OURS = "io.github.llmbeans.gigachat";

    private static final JavaClasses EVERYBODY = new ClassFileImporter().importPackages("io.github.llmbeans");

    private static final JavaClasses PROVIDER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/simulator/"))
            .importPackages(OURS);

    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/gigachat/") && !location.contains("/tck/"))
            .importPackages("io.github.llmbeans");

    @Test
    void allClassesAreLookedAt() {
        assertThat(PROVIDER).hasSizeGreaterThan(40);
        assertThat(PROVIDER.contain(GigaChatProvider.class)).isTrue();
        assertThat(CONTRACT.contain(io.github.llmbeans.RetryPolicy.class)).isTrue();
        assertThat(CONTRACT.contain(GigaChatProvider.class)).isFalse();
        assertThat(EVERYBODY).hasSizeGreaterThan(PROVIDER.size() + CONTRACT.size());
    }

    @Test
    void theProviderStandsOnStandardApisOnly() {
        check(classes()
                .that()
                .resideInAPackage(OURS + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net.ssl..",
                        "javax.crypto..",
                        "javax.security.auth.x500..",
                        "jakarta.ws.rs..",
                        "jakarta.json..",
                        "jakarta.enterprise..",
                        "jakarta.inject..",
                        "org.eclipse.microprofile.config..",
                        "org.eclipse.microprofile.rest.client..",
                        // Only where asynchronous calls look for the container's threads; see below.
                        "javax.naming..",
                        "org.eclipse.microprofile.context..",
                        // Only where calls are told to it, and where threads work for it; see below.
                        "io.opentelemetry.api..",
                        "io.opentelemetry.context..",
                        // Only where readiness checks are added; see below.
                        "org.eclipse.microprofile.health..",
                        "org.jspecify..",
                        "io.github.llmbeans",
                        OURS + ".."));
    }

    @Test
    void optionalApisAreKnownOnlyToClassesThatAreLoadedIfTheyAreThere() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OURS + ".cdi.JakartaContext")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.enterprise.concurrent..", "javax.naming.."));
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OURS + ".cdi.MicroProfileContext")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.microprofile.context.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(OURS + ".telemetry..")
                .and()
                .doNotHaveFullyQualifiedName(OURS + ".cdi.OpenTelemetryBean")
                .and()
                .doNotHaveFullyQualifiedName(OURS + ".internal.OpenTelemetryContext")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..", OURS + ".telemetry.."));
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OURS + ".cdi.ReadinessBeans")
                .and()
                .doNotHaveFullyQualifiedName(OURS + ".cdi.LiteReadiness")
                .and()
                .doNotHaveFullyQualifiedName(OURS + ".health.ProviderReadiness")
                .and()
                .doNotHaveFullyQualifiedName(OURS + ".health.ReadinessCheck")
                .and()
                .doNotHaveFullyQualifiedName(OURS + ".health.RouterReadiness")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.microprofile.health.."));
    }

    @Test
    void nobodyOutsideTheContractUsesItsInside() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.github.llmbeans", "io.github.llmbeans.internal..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.github.llmbeans.internal.."),
                EVERYBODY);
    }

    @Test
    void tokenPolicyKnowsTheContractAndTheJdkAndNothingElse() {
        check(classes()
                .that()
                .resideInAPackage(OURS + ".internal.token..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.github.llmbeans",
                        OURS + ".internal.text..", // In turn the JDK only.
                        OURS + ".internal.token.."));
        check(classes()
                .that()
                .resideInAPackage(OURS + ".internal.text..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", OURS + ".internal.text.."));
    }

    @Test
    void eventStreamsKnowTheJdkAndNothingElse() {
        check(classes()
                .that()
                .resideInAPackage(OURS + ".internal.sse..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", OURS + ".internal.sse.."));
    }

    @Test
    void errorsKnowNothingOfRestClientsAndContainers() {
        check(noClasses()
                .that()
                .resideInAPackage(OURS + ".internal.error..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "jakarta.enterprise..", "org.eclipse.microprofile.."));
    }

    @Test
    void settingsKnowNothingOfRestClientsAndContainers() {
        check(noClasses()
                .that()
                .resideInAPackage(OURS + ".internal.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "org.eclipse.microprofile..",
                        OURS + ".internal.rest..",
                        OURS + ".internal.token.."));
    }

    @Test
    void httpIsKnownToTheRestPackageAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(OURS + ".internal.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.rest.client..", "java.net.http.."));
    }

    @Test
    void retriesAndDeadlinesKnowNothingOfHttp() {
        check(
                classes()
                        .that()
                        .haveSimpleName("RetryPolicy")
                        .or()
                        .haveSimpleName("Deadline")
                        .or()
                        .haveSimpleName("AbstractProvider")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java.lang..",
                                "java.time..",
                                "java.util..",
                                "org.jspecify..",
                                "io.github.llmbeans",
                                "io.github.llmbeans.internal"),
                CONTRACT);
    }

    @Test
    void containersAreKnownToTheCdiPackageAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(OURS + ".cdi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.enterprise..", "org.eclipse.microprofile.config.."));
    }

    @Test
    void nobodyInsideKnowsTheCdiPackage() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(OURS + ".cdi..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(OURS + ".cdi.."));
    }

    @Test
    void whatOthersSeeShowsNothingOfTheInside() {
        check(classes()
                .that()
                .resideInAPackage(OURS)
                .and()
                .arePublic()
                .should(Signatures.nameNothingIn(OURS + ".internal")));
    }

    @Test
    void theInsideKnowsNothingOfWhatStandsOnIt() {
        check(noClasses()
                .that()
                .resideInAPackage(OURS + ".internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OURS, OURS + ".cdi.."));
    }

    @Test
    void thePackagesInsideDoNotGoRoundInCircles() {
        check(slices().matching(OURS + ".internal.(*)..").should().beFreeOfCycles());
    }

    private static void check(ArchRule rule) {
        check(rule, PROVIDER);
    }

    private static void check(ArchRule rule, JavaClasses classes) {
        rule.check(classes);
    }
}
