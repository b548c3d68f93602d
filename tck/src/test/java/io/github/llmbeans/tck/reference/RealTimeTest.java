package io.github.llmbeans.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.time.Clock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A provider that does not take the kit's clock is waited for. */
class RealTimeTest {
    private static final RunSettings SETTINGS = RunSettings.usual().withTimeFactor(0.3);

    @TestFactory
    Stream<DynamicTest> tokensEndInRealTimeToo() {
        Pattern part = Pattern.compile(System.getProperty("ids", ""));
        return Stream.of(
                        "AUT-EXPIRED-NEVER-SENT",
                        "AUT-VALID-WHILE-REFRESHING",
                        "AUT-EARLY-REFRESH-FAILS",
                        "AUT-EARLY-REFRESH-RESTS",
                        "AUT-SHORT-LIFETIME")
                .filter(id -> part.matcher(id).lookingAt())
                .map(id -> DynamicTest.dynamicTest(id, () -> kept(id)));
    }

    private static void kept(String id) {
        Reference withItsOwnClock = new Reference() {
            @Override
            public BaseProvider create(ProviderConfig config, Clock clock) {
                return new ReferenceProvider(config, Clock.systemUTC());
            }
        };
        try (Runner runner = new Runner(withItsOwnClock, SETTINGS)) {
            Result result = runner.run(SETTINGS.requirements().find(id).orElseThrow());
            assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.PASS);
        }
    }
}
