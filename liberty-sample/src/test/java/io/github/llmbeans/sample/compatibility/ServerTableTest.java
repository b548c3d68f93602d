package io.github.llmbeans.sample.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ServerTableTest {
    private static final KitReport GOOD = new KitReport("PASS", 104, 0, 0, false);
    private static final String EMPTY = "before\n" + ServerTable.BEGIN + ServerTable.END + "after\n";

    @Test
    void aRunThatPassesBecomesALineOfWhatItHasShown() {
        assertThat(written(EMPTY, run("Cask", "1.2", "17.0.15", 0, GOOD)))
                .startsWith("before\n" + ServerTable.BEGIN + "\n| Server | Java |")
                .contains("| Cask 1.2 | 17 | 4.0, RESTEasy | passes | 9 of 10 | PASS, 104 passed, 0 failed | small |\n")
                .endsWith("\n\n" + ServerTable.END + "after\n");
    }

    @Test
    void aRunWithFailingTestsIsNeverShownAsPassing() {
        assertThat(written(EMPTY, run("Cask", "1.2", "25+36", 4, GOOD)))
                .contains("| Cask 1.2 | 25 | 4.0, RESTEasy | **does not pass** | 5 of 10 | PASS,");
    }

    @Test
    void whatTheKitKnowsNotToPassIsShownAsFailedThoughTheRunPasses() {
        assertThat(written(EMPTY, run("Cask", "1.2", "17", 0, new KitReport("PASS", 101, 3, 3, false))))
                .contains("| passes | 9 of 10 | PASS, 101 passed, 3 failed, 3 of them known | small |\n");
    }

    @Test
    void aRunInWhichTheKitHasNotEndedSaysSo() {
        assertThat(written(EMPTY, run("Cask", "1.2", "17", 0, null)))
                .contains("| **does not pass** | 9 of 10 | has not run |");
    }

    @Test
    void aServerThatNeverStartedHasALineAllTheSame() {
        Properties facts = new Properties();
        facts.setProperty("server", "Cask");
        facts.setProperty("server.version", "1.2");
        facts.setProperty("java", "17");
        assertThat(written(EMPTY, new ServerRun(facts, 2, 2, 0, Optional.empty())))
                .contains("| Cask 1.2 | 17 | not known | **does not pass** | 0 of 2 | has not run |  |\n");
    }

    @Test
    void aLaterRunOfTheSameServerAndJavaTakesThePlaceOfTheLineAndTheOthersStay() {
        String first = written(
                EMPTY,
                run("Cask", "1.2", "17.0.15", 0, GOOD),
                run("Cask", "1.2", "25.0.3", 0, GOOD),
                run("Barrel", "9", "17.0.15", 0, GOOD));
        String second = written(first, run("Cask", "1.2", "17.0.16", 3, GOOD));
        assertThat(second.lines().filter(line -> line.contains("Cask 1.2 | 17 |")))
                .singleElement()
                .asString()
                .contains("**does not pass**");
        assertThat(second.lines().filter(line -> line.contains("| passes |"))).hasSize(2);
    }

    @Test
    void theSameRunsGiveTheSameTextHoweverOftenAndInWhichOrder() {
        ServerRun cask = run("Cask", "1.2", "17", 0, GOOD);
        ServerRun barrel = run("barrel", "9", "17", 0, GOOD);
        String once = written(EMPTY, cask, barrel);
        assertThat(written(once, barrel, cask)).isEqualTo(once);
        assertThat(once.indexOf("barrel")).isLessThan(once.indexOf("Cask"));
    }

    @Test
    void aRemarkCannotBreakItsLine() {
        ServerRun run = run("Cask", "1.2", "17", 0, GOOD);
        run.facts().setProperty("remarks", "reads a|b");
        assertThat(written(EMPTY, run)).contains("| reads a\\|b |\n");
    }

    @Test
    void aDocumentWithoutThePlaceForTheTableIsRefused() {
        assertThatThrownBy(() -> ServerTable.in("before\n" + ServerTable.END))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ServerTable.BEGIN.strip());
    }

    private static String written(String document, ServerRun... runs) {
        return ServerTable.in(document).with(List.of(runs));
    }

    /** Of ten tests, one left out. */
    private static ServerRun run(String server, String version, String java, int failed, KitReport kit) {
        Properties facts = new Properties();
        facts.setProperty("server", server);
        facts.setProperty("server.version", version);
        facts.setProperty("java", java);
        facts.setProperty("rest-client.version", "4.0");
        facts.setProperty("rest-client.engine", "RESTEasy");
        facts.setProperty("remarks", "small");
        return new ServerRun(facts, 10, failed, 1, Optional.ofNullable(kit));
    }
}
