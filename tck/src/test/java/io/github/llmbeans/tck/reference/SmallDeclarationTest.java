package io.github.llmbeans.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.RunSettings;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The reference that declares nothing refuses everything that others declare. */
class SmallDeclarationTest {

    @TestFactory
    Stream<DynamicTest> whatIsNotDeclaredIsRefused() {
        return Together.tests(
                new Small(),
                RunSettings.usual(),
                requirement -> ReferenceProvider.CAPABILITIES.contains(requirement.capability()),
                SmallDeclarationTest::refused);
    }

    private static void refused(Requirement requirement, Result result) {
        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.REFUSED);
        assertThat(result.message()).contains(requirement.capability() + " is not declared");
    }

    private static final class Small extends Reference {
        @Override
        public BaseProvider create(ProviderConfig config, Clock clock) {
            return new ReferenceProvider(config, clock, capabilities());
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }
    }
}
