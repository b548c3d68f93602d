package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mistake in the author's description is told once, before anything is checked, by the name of the method. */
class DescriptionTest {

    @Test
    void aProviderThatIsNotMadeIsTold() {
        refused("create(config) has returned null", new Reference() {
            @Override
            public BaseProvider create(ProviderConfig config) {
                return null;
            }
        });
        refused("create(config) has failed with IllegalStateException", new Reference() {
            @Override
            public BaseProvider create(ProviderConfig config) {
                throw new IllegalStateException("no");
            }
        });
    }

    @Test
    void aDialectThatKnowsNoRequestForAnAnswerIsTold() {
        refused("endpoint(request) has called none of the requests GENERATE", new Reference() {
            @Override
            public Endpoint endpoint(RecordedRequest request) {
                return request.path().endsWith("/oauth/token") ? Endpoint.TOKEN : Endpoint.OTHER;
            }
        });
    }

    @Test
    void aDialectThatSaysNothingIsTold() {
        refused("answer(answer) has returned null", new Reference() {
            @Override
            public Reply answer(Answer answer) {
                return null;
            }
        });
        refused("refusal(refusal) has returned null", new Reference() {
            @Override
            public Reply refusal(Refusal refusal) {
                return null;
            }
        });
        refused("read(request) has returned null", new Reference() {
            @Override
            public ChatRequest read(RecordedRequest request) {
                return null;
            }
        });
    }

    @Test
    void aProviderOverHttpCannotDeclineWhatTheKitPlays() {
        refused("cannot() must not name RECORDING", declining(Map.of(Need.RECORDING, "we would rather not")));
    }

    @Test
    void aReasonIsMoreThanAWord() {
        refused("must give a reason for TOKENS in a few words, was \"n/a\"", declining(Map.of(Need.TOKENS, "n/a")));
    }

    @Test
    void aKeyIsSentSomehow() {
        refused(
                "must not name both TOKENS and STATIC_KEY",
                declining(Map.of(Need.TOKENS, "there are no tokens", Need.STATIC_KEY, "nor is the key sent")));
    }

    @Test
    void theFirstCallOfAProviderMayTakeLongerThanLaterOnes() {
        RunSettings impatient = RunSettings.usual().withTimeFactor(1e-9);

        assertThatCode(() -> new Runner(new Reference(), impatient).close()).doesNotThrowAnyException();
    }

    private static Reference declining(Map<Need, String> reasons) {
        return new Reference() {
            @Override
            public Map<Need, String> cannot() {
                return reasons;
            }
        };
    }

    private static void refused(String message, Reference subject) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runner(subject, RunSettings.usual()).close())
                .withMessageContaining(message);
    }
}
