package io.github.llmbeans.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of the requirements of streams for a provider that does not stream. */
class WithoutStreamingTest {

    @Test
    void whatIsNotDeclaredEndsInRefused() {
        RunSettings settings = RunSettings.usual().withTimeFactor(0.3);
        List<Requirement> streams = settings.requirements().all().stream()
                .filter(requirement -> requirement.capability() == Capability.STREAMING && requirement.testable())
                .toList();
        try (Runner runner = new Runner(new WithoutStreaming(), settings)) {
            assertThat(streams.stream().map(runner::run).toList())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(result ->
                            assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.REFUSED))
                    .extracting(Result::id)
                    .filteredOn(id -> !id.startsWith("STR-"))
                    .containsExactly("CON-LIMIT-STREAM", "RTR-STREAM-FALLS-OVER");
        }
    }

    private static final class WithoutStreaming extends Reference {
        @Override
        public Set<Capability> capabilities() {
            Set<Capability> fewer = EnumSet.copyOf(super.capabilities());
            fewer.remove(Capability.STREAMING);
            return fewer;
        }

        @Override
        public BaseProvider create(ProviderConfig config, Clock clock) {
            return new ReferenceProvider(config, clock, capabilities());
        }
    }
}
