package io.github.llmbeans.gigachat.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentsIT {
    private static final String OURS = "io.github.llmbeans";

    @Test
    void theContractIsItsClassesAndItsRequirements() throws Exception {
        assertThat(Packaged.API.packages()).containsExactly(OURS, OURS + ".internal");
        assertThat(Packaged.API.otherFiles())
                .containsExactlyInAnyOrderElementsOf(
                        withMaven("llmbeans-api", "module-info.class", "io/github/llmbeans/requirements.json"));
    }

    @Test
    void theProviderIsItsClassesAndWhatContainersLookFor() throws Exception {
        assertThat(Packaged.PROVIDER.packages())
                .allMatch(name -> name.startsWith(OURS + ".gigachat"))
                .contains(OURS + ".gigachat", OURS + ".gigachat.cdi", OURS + ".gigachat.health");
        assertThat(Packaged.PROVIDER.otherFiles())
                .containsExactlyInAnyOrderElementsOf(withMaven(
                        "llmbeans-gigachat",
                        "module-info.class",
                        "META-INF/beans.xml",
                        "META-INF/services/jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension",
                        "META-INF/services/jakarta.enterprise.inject.spi.Extension",
                        "io/github/llmbeans/gigachat/internal/rest/listener"));
    }

    @Test
    void theSimulatorIsItsClasses() throws Exception {
        assertThat(Packaged.SIMULATOR.packages()).containsExactly(OURS + ".gigachat.simulator");
        assertThat(Packaged.SIMULATOR.otherFiles())
                .containsExactlyInAnyOrderElementsOf(withMaven("llmbeans-gigachat-simulator"));
    }

    @Test
    void theKitIsItsClassesAndTheFilesThatItReads() throws Exception {
        assertThat(Packaged.KIT.packages()).allMatch(name -> name.startsWith(OURS + ".tck"));
        assertThat(Packaged.KIT.otherFiles())
                .containsExactlyInAnyOrderElementsOf(withMaven(
                        "llmbeans-tck",
                        "io/github/llmbeans/tck/challenges.json",
                        "io/github/llmbeans/tck/report/report.css",
                        "io/github/llmbeans/tck/report/report.js",
                        "io/github/llmbeans/tck/server/loopback.p12"));
    }

    @ParameterizedTest
    @EnumSource
    void eachHoldsTheLicenceOfTheRepository(Packaged packaged) throws Exception {
        try (JarFile jar = new JarFile(packaged.jar().toFile())) {
            byte[] packed = jar.getInputStream(jar.getEntry("META-INF/LICENSE")).readAllBytes();

            assertThat(packed).isEqualTo(Files.readAllBytes(Path.of("..", "LICENSE")));
        }
    }

    @Test
    void noPackageIsInTwoOfThem() throws Exception {
        List<String> all = new ArrayList<>();
        for (Packaged packaged : Packaged.values()) {
            all.addAll(packaged.packages());
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    private static List<String> withMaven(String artifact, String... others) {
        List<String> all = new ArrayList<>(List.of(others));
        all.add("META-INF/LICENSE");
        all.add("META-INF/MANIFEST.MF");
        all.add("META-INF/maven/io.github.llmbeans/" + artifact + "/pom.properties");
        all.add("META-INF/maven/io.github.llmbeans/" + artifact + "/pom.xml");
        return all;
    }
}
