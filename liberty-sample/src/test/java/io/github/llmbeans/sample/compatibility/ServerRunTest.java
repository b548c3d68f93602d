package io.github.llmbeans.sample.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerRunTest {
    @TempDir
    Path folder;

    @Test
    void aRunWhoseTestsAndKitPassHasPassed() throws IOException {
        report("AIT", 3, 0, 0, 1);
        report("BIT", 2, 0, 0, 0);
        facts("server=Cask", "server.version=1.2", "java=17.0.15");
        kit("PASS", 104, 0);
        ServerRun run = read();
        assertThat(run.passed()).isTrue();
        assertThat(run.tests()).isEqualTo(5);
        assertThat(run.skipped()).isEqualTo(1);
        assertThat(run.fact("server")).isEqualTo("Cask");
        assertThat(run.conformance()).hasToString("Optional[PASS, 104 passed, 0 failed, over HTTPS]");
    }

    @Test
    void oneFailureOrErrorIsEnoughNotToPass() throws IOException {
        facts("server=Cask");
        kit("PASS", 104, 0);
        report("AIT", 3, 1, 0, 0);
        assertThat(read().passed()).isFalse();
        report("AIT", 3, 0, 1, 0);
        assertThat(read().passed()).isFalse();
        report("AIT", 3, 1, 1, 0);
        assertThat(read().failed()).isEqualTo(2);
    }

    @Test
    void aRunWithoutTheKitsVerdictHasNotPassed() throws IOException {
        report("AIT", 3, 0, 0, 0);
        facts("server=Cask");
        assertThat(read().passed()).isFalse();
        kit("FAIL", 100, 4);
        assertThat(read().passed()).isFalse();
        assertThat(read().conformance()).hasToString("Optional[FAIL, 100 passed, 4 failed, over HTTPS]");
    }

    @Test
    void aKnownFailureOfTheKitIsCountedAsOneAndOneThatPassesNowIsNot() throws IOException {
        report("AIT", 3, 0, 0, 0);
        kit("PASS", 102, 2, "A", "B");
        assertThat(read().passed()).isTrue();
        assertThat(read().conformance())
                .hasToString("Optional[PASS, 102 passed, 2 failed, 2 of them known, over HTTPS]");
        kit("FAIL", 102, 2, "A", "FINE");
        assertThat(read().passed()).isFalse();
        assertThat(read().conformance())
                .hasToString("Optional[FAIL, 102 passed, 2 failed, 1 of them known, over HTTPS]");
    }

    @Test
    void aRunThatLeftOutEveryTestHasNotPassed() throws IOException {
        report("AIT", 3, 0, 0, 3);
        kit("PASS", 104, 0);
        assertThat(read().passed()).isFalse();
    }

    @Test
    void aServerThatNeverStartedIsNamedByWhatTheBuildKnows() throws IOException {
        report("AIT", 1, 0, 1, 0);
        ServerRun run = read();
        assertThat(run.passed()).isFalse();
        assertThat(run.fact("server")).isEqualTo("Barrel");
        assertThat(run.fact("server.version")).isEqualTo("9");
        assertThat(run.fact("remarks")).isEqualTo("<small> & \"quick\"");
        assertThat(run.fact("java")).isEqualTo("25.0.3");
    }

    @Test
    void aFolderWithoutReportsIsNoRun() throws IOException {
        facts("server=Cask");
        kit("PASS", 104, 0);
        assertThat(ServerRun.read(folder)).isEmpty();
    }

    @Test
    void twoReportsOfTheKitAreNotChosenFrom() throws IOException {
        report("AIT", 1, 0, 0, 0);
        kit("PASS", 104, 0);
        Path older = Files.createDirectories(folder.resolve("llmbeans-tck/older"));
        Files.copy(folder.resolve("llmbeans-tck/GigaChat/tck-report.json"), older.resolve("tck-report.json"));
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("older")
                .hasMessageContaining("GigaChat");
    }

    private ServerRun read() {
        return ServerRun.read(folder).orElseThrow();
    }

    private void report(String name, int tests, int failures, int errors, int skipped) throws IOException {
        write("TEST-" + name + ".xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="%s" time="1,234.5" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <properties>
                    <property name="it.server" value="Barrel"/>
                    <property name="it.server.version" value="9"/>
                    <property name="it.remarks" value="&lt;small> &amp; &quot;quick&quot;"/>
                    <property name="java.version" value="25.0.3"/>
                  </properties>
                  <testcase name="a &gt; b"/>
                </testsuite>
                """.formatted(name, tests, errors, skipped, failures));
    }

    private void facts(String... lines) throws IOException {
        write("server.properties", String.join("\n", lines));
    }

    /** In which A and B have failed. */
    private void kit(String verdict, int passed, int failed, String... known) throws IOException {
        Files.createDirectories(folder.resolve("llmbeans-tck/GigaChat"));
        String baseline =
                Arrays.stream(known).map("\"%s\": \"soon\""::formatted).collect(Collectors.joining(", "));
        write("llmbeans-tck/GigaChat/tck-report.json", """
                {
                  "verdict": "%s",
                  "counts": {"PASS": %d, "FAIL": %d, "NOT-CARRIED": 7},
                  "facts": {"mode": "server TLS"},
                  "baseline": {%s},
                  "results": [
                    {"id": "A", "outcome": "FAIL"},
                    {"id": "FINE", "outcome": "PASS"},
                    {"id": "B", "outcome": "FAIL"}
                  ]
                }
                """.formatted(verdict, passed, failed, baseline));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
    }
}
