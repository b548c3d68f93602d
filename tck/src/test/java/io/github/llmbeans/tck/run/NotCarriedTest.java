package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a dialect leaves out is not asked for, and the report says by which method it would be. */
class NotCarriedTest {

    @Test
    void whatAnAnswerDoesNotCarryIsNotApplicable() {
        Reference forgetful = new Reference() {
            @Override
            public Reply answer(Answer answer) {
                return super.answer(answer.withCreated(null));
            }
        };
        isNotApplicable(forgetful, "CHT-RESPONSE-CREATED", "answer(...) does not put Answer.created() on the wire");
    }

    @Test
    void norIsWhatAStreamDoesNotCarry() {
        Reference forgetful = new Reference() {
            @Override
            public Reply stream(List<String> pieces, Answer answer) {
                return super.stream(pieces, answer.withReasoning(null));
            }
        };
        isNotApplicable(forgetful, "STR-REASONING", "stream(...) does not put Answer.reasoning() on the wire");
    }

    @Test
    void norIsALimitThatCannotBeSet() {
        Reference fixed = new Reference() {
            @Override
            public Optional<ProviderConfig> withAsyncCalls(ProviderConfig config, int most) {
                return Optional.empty();
            }

            @Override
            public Optional<ProviderConfig> withStreamSilence(ProviderConfig config, Duration longest) {
                return Optional.empty();
            }

            @Override
            public Optional<ProviderConfig> withConcurrencyLimit(ProviderConfig config, int most, int queued) {
                return Optional.empty();
            }

            @Override
            public Optional<ProviderConfig> withRetryBudget(ProviderConfig config, int repeats) {
                return Optional.empty();
            }

            @Override
            public Optional<ProviderConfig> withCircuitBreaker(ProviderConfig config, int attempts, Duration delay) {
                return Optional.empty();
            }
        };
        isNotApplicable(fixed, "CON-LIMIT-KEPT", "withConcurrencyLimit(...) is not overridden");
        isNotApplicable(fixed, "RTY-BUDGET", "withRetryBudget(...) is not overridden");
        isNotApplicable(fixed, "RTY-CIRCUIT", "withCircuitBreaker(...) is not overridden");
        isNotApplicable(fixed, "GEN-ASYNC-BOUNDED", "withAsyncCalls(...) is not overridden");
        isNotApplicable(fixed, "STR-IDLE", "withStreamSilence(...) is not overridden");
    }

    private static void isNotApplicable(Reference subject, String id, String reason) {
        RunSettings settings = RunSettings.usual();
        try (Runner runner = new Runner(subject, settings)) {
            Result result = runner.run(settings.requirements().find(id).orElseThrow());
            assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.NOT_APPLICABLE);
            assertThat(result.message()).contains(reason);
        }
    }
}
