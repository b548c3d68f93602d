package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Loggers are open for as long as one run reads them, and afterwards as they were. */
class LogTapTest {
    private static final String NAME = "com.acme.tapped";
    private static final Logger LOGGER = Logger.getLogger(NAME);

    @Test
    void aLoggerStaysOpenUntilTheLastOfTwoRunsHasEnded() {
        LOGGER.setLevel(Level.WARNING);
        LogTap first = new LogTap(List.of(NAME));
        LogTap second = new LogTap(List.of(NAME));
        first.close();
        assertThat(LOGGER.getLevel()).isEqualTo(Level.ALL);
        second.close();
        assertThat(LOGGER.getLevel()).isEqualTo(Level.WARNING);
    }

    @Test
    void whoClosesTwiceClosesNobodyElse() {
        LOGGER.setLevel(Level.WARNING);
        LogTap first = new LogTap(List.of(NAME));
        try (LogTap second = new LogTap(List.of(NAME))) {
            first.close();
            first.close();
            assertThat(second).isNotNull();
            assertThat(LOGGER.getLevel()).isEqualTo(Level.ALL);
        }
        assertThat(LOGGER.getLevel()).isEqualTo(Level.WARNING);
    }

    @Test
    void aLoggerThatIsNamedTwiceOrHadNoLevelIsAsItWas() {
        LOGGER.setLevel(null);
        try (LogTap tap = new LogTap(List.of(NAME, NAME))) {
            assertThat(tap).isNotNull();
            assertThat(LOGGER.getLevel()).isEqualTo(Level.ALL);
        }
        assertThat(LOGGER.getLevel()).isNull();
    }

    @Test
    @SuppressWarnings("try") // The tap is there to be closed.
    void theFinestLinesAreRead() {
        Logs logs = new Logs();
        try (LogTap tap = new LogTap(List.of(NAME));
                LogTap.Tapped tapped = tap.into(logs)) {
            LOGGER.finest("hardly worth telling");
        }
        assertThat(logs.lines()).extracting(Logs.Line::text).contains("hardly worth telling");
    }
}
