package io.github.llmbeans.tck.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.starter.Starter.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The starter is green, and what must never be green is not. */
class StarterIT {
    private static final String TEST = "src/test/java/com/example/pebble/PebbleConformanceTest.java";
    private static final String JUNIT_4 = "<dependency><groupId>junit</groupId><artifactId>junit</artifactId>"
            + "<version>4.13.2</version><scope>test</scope></dependency>";
    private static final String REPORT = "target/llmbeans-tck/PebbleConformanceTest/";

    @Test
    void theStarterIsGreenAsItIs() throws Exception {
        Starter starter = Starter.copy("as-it-is");

        Build build = starter.build();

        assertThat(build.code()).as(build.end()).isZero();
        assertThat(build.log()).contains("PebbleConformanceTest PASSED", ", 0 FAIL, ", ", 0 NOT-RUN)");
        assertThat(starter.files("target/llmbeans-tck"))
                .contains(REPORT + "tck-report.json", REPORT + "tck-report.html", REPORT + "TEST-llmbeans-tck.xml");
    }

    @Test
    void theStartersTestIsShort() throws Exception {
        assertThat(Files.readAllLines(Path.of("starter").resolve(TEST))).hasSizeLessThan(100);
    }

    @Test
    void withoutATestEngineTheBuildIsNotGreen() throws Exception {
        Build build = Starter.copy("without-engine")
                .with(
                        "pom.xml",
                        "<scope>test</scope>",
                        "<scope>test</scope><exclusions><exclusion><groupId>org.junit.jupiter</groupId>"
                                + "<artifactId>*</artifactId></exclusion></exclusions>")
                .with("pom.xml", "<failIfNoTests>true</failIfNoTests>", "<failIfNoTests>false</failIfNoTests>")
                .with("pom.xml", "</dependencies>", JUNIT_4 + "</dependencies>")
                .build();

        notGreen(build, "no requirement has run", "JUnit engine");
    }

    @Test
    void aTestThatIsNotFoundIsNotGreen() throws Exception {
        Starter starter = Starter.copy("not-found")
                .with(TEST, "class PebbleConformanceTest", "class PebbleConformance")
                .with("pom.xml", "<failIfNoTests>true</failIfNoTests>", "<failIfNoTests>false</failIfNoTests>");
        Files.move(starter.file(TEST), starter.file(TEST.replace("ConformanceTest", "Conformance")));

        notGreen(starter.build(), "no requirement has run", "was the test class found");
    }

    @Test
    void withoutAnyTestTheBuildIsNotGreen() throws Exception {
        Starter starter =
                Starter.copy("without-tests").with(TEST, "class PebbleConformanceTest", "class PebbleConformance");
        Files.move(starter.file(TEST), starter.file(TEST.replace("ConformanceTest", "Conformance")));

        notGreen(starter.build(), "No tests were executed");
    }

    @Test
    void anUnknownCapabilityIsNotGreen() throws Exception {
        Build build = Starter.copy("unknown-capability")
                .with(TEST, "return PebbleProvider.CAPABILITIES;", "return Set.of(Capability.valueOf(\"TELEPATHY\"));")
                .build();

        notGreen(build, "No enum constant io.github.llmbeans.Capability.TELEPATHY");
    }

    private static void notGreen(Build build, String... reasons) {
        assertThat(build.code()).as(build.end()).isNotZero();
        assertThat(build.end()).contains(reasons);
    }
}
