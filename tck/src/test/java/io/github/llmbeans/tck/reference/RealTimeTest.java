package io.github.llmbeans.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.run.RunSettings;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A provider that does not take the kit's clock is waited for. */
class RealTimeTest {
    private static final RunSettings SETTINGS = RunSettings.usual();
    private static final Set<String> IDS = Set.of(
            "AUT-EXPIRED-NEVER-SENT",
            "AUT-VALID-WHILE-REFRESHING",
            "AUT-EARLY-REFRESH-FAILS",
            "AUT-EARLY-REFRESH-RESTS",
            "AUT-SHORT-LIFETIME");

    @TestFactory
    Stream<DynamicTest> tokensEndInRealTimeToo() {
        IDS.forEach(id -> SETTINGS.requirements().find(id).orElseThrow());
        Pattern part = Pattern.compile(System.getProperty("ids", ""));
        return Together.tests(
                new WithItsOwnClock(),
                SETTINGS,
                requirement -> IDS.contains(requirement.id())
                        && part.matcher(requirement.id()).lookingAt(),
                (requirement, result) ->
                        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.PASS));
    }

    private static final class WithItsOwnClock extends Reference {
        @Override
        public BaseProvider create(ProviderConfig config, Clock clock) {
            return new ReferenceProvider(config, Clock.systemUTC());
        }
    }
}
