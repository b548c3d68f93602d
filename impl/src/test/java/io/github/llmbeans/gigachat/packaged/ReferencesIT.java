package io.github.llmbeans.gigachat.packaged;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The class files themselves refer to the standard APIs, to each other, and to no class of a server. */
class ReferencesIT {
    private static final List<String> EVERYWHERE = List.of("java..", "org.jspecify.annotations", "io.github.llmbeans");

    private final boolean before = ArchConfiguration.get().resolveMissingDependenciesFromClassPath();

    /** What is referred to need not be read itself, which would take long. */
    @BeforeEach
    void lookAtTheJarAlone() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    @AfterEach
    void lookAtEverythingAgain() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(before);
    }

    @Test
    void theContractRefersToTheJdkAndTwoAnnotations() throws Exception {
        onlyRefersTo(Packaged.API, "io.github.llmbeans.internal", "jakarta.ejb", "jakarta.inject");
    }

    @Test
    void theProviderRefersToStandardApis() throws Exception {
        onlyRefersTo(
                Packaged.PROVIDER,
                "io.github.llmbeans.gigachat..",
                "javax.net..",
                "javax.crypto..",
                "javax.naming",
                "javax.security.auth.x500",
                "jakarta.enterprise..",
                "jakarta.inject",
                "jakarta.json..",
                "jakarta.ws.rs..",
                "org.eclipse.microprofile.config..",
                "org.eclipse.microprofile.context",
                "org.eclipse.microprofile.health",
                "org.eclipse.microprofile.rest.client..",
                "io.opentelemetry.api..",
                "io.opentelemetry.context..");
    }

    @Test
    void theSimulatorRefersToTheServerOfTheKitAndToJson() throws Exception {
        onlyRefersTo(
                Packaged.SIMULATOR,
                "io.github.llmbeans.gigachat.simulator",
                "io.github.llmbeans.tck..",
                "jakarta.json..");
    }

    @Test
    void theKitRefersToStandardApisAndToWhatTestsAreMadeOf() throws Exception {
        onlyRefersTo(
                Packaged.KIT,
                "io.github.llmbeans.tck..",
                "javax.net..",
                "javax.xml.stream",
                "jakarta.enterprise..",
                "jakarta.inject",
                "jakarta.json..",
                "com.github.tomakehurst.wiremock..",
                "wiremock..",
                "org.junit.jupiter.api..",
                "org.opentest4j",
                "org.jboss.arquillian..",
                "org.jboss.shrinkwrap.api..",
                "io.opentelemetry..");
    }

    private static void onlyRefersTo(Packaged packaged, String... packages) throws Exception {
        List<String> all = new ArrayList<>(EVERYWHERE);
        all.addAll(Arrays.asList(packages));
        try (JarFile jar = new JarFile(packaged.jar().toFile())) {
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(all.toArray(String[]::new))
                    .check(new ClassFileImporter().importJar(jar));
        }
    }
}
