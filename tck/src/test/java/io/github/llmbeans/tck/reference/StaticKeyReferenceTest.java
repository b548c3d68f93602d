package io.github.llmbeans.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.RunSettings;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A provider without tokens keeps everything that does not stand on tokens. */
class StaticKeyReferenceTest {
    private static final RunSettings SETTINGS = RunSettings.usual();

    @TestFactory
    Stream<DynamicTest> aProviderWithoutTokensKeepsWhatAppliesToIt() {
        Pattern part = Pattern.compile(System.getProperty("ids", ""));
        return Together.tests(
                new StaticKeyReference(),
                SETTINGS,
                requirement -> part.matcher(requirement.id()).lookingAt()
                        && !SETTINGS.checks().of(requirement.id()).isEmpty(),
                StaticKeyReferenceTest::kept);
    }

    private static void kept(Requirement requirement, Result result) {
        assertThat(result.outcome()).as(result.message()).isNotIn(Outcome.FAIL, Outcome.NOT_RUN);
        if (requirement.id().equals("AUT-KEY-SENT") || requirement.id().equals("AUT-STATIC-KEY-REJECTED")) {
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        }
    }
}
