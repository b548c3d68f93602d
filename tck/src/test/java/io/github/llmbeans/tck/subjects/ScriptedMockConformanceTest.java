package io.github.llmbeans.tck.subjects;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ChatResponseBuilder;
import io.github.llmbeans.Failure;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.MockProvider;
import io.github.llmbeans.MockScript;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.InProcessConformance;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The mock keeps the contract with whatever a test scripts. */
class ScriptedMockConformanceTest extends InProcessConformance {
    private final Queue<MockProvider> made = new ConcurrentLinkedQueue<>();
    private volatile Situation situation = new Situation.Echoes();

    @Override
    public void arrange(Situation arranged) {
        situation = arranged;
        made.forEach(mock -> script(mock, arranged));
    }

    @Override
    public List<ChatRequest> asked() {
        return made.stream()
                .flatMap(mock -> mock.calls().stream())
                .flatMap(call -> Collections.nCopies(call.attempts(), call.request()).stream())
                .toList();
    }

    @Override
    public BaseProvider create(ProviderConfig config) {
        if (made.stream().allMatch(ScriptedMockConformanceTest::closed)) {
            made.clear(); // Another check begins.
        }
        MockProvider mock = MockProvider.builder(config).retryPauses().build();
        script(mock, situation);
        made.add(mock);
        return mock;
    }

    private static void script(MockProvider mock, Situation situation) {
        MockScript script = mock.otherwise();
        mock.healthy(healthy(situation));
        if (situation instanceof Situation.Answers answers) {
            ChatResponseBuilder whole =
                    ChatResponse.builder(answers.answer().text(), mock.info().name(), "");
            facts(answers.answer()).accept(whole);
            script.respond(whole.build());
        } else if (situation instanceof Situation.Streams streams) {
            script.pieces(streams.pieces(), facts(streams.answer()));
        } else if (situation instanceof Situation.Refuses refuses) {
            refuse(script, mock.info().name(), refuses);
        } else if (situation instanceof Situation.Silent) {
            script.answer("too late").after(Duration.ofDays(1));
        } else if (situation instanceof Situation.Echoes) {
            script.answer(request ->
                    request.messages().get(request.messages().size() - 1).content());
        } else {
            throw new IllegalArgumentException("the mock has no network: " + situation);
        }
    }

    private static boolean closed(MockProvider mock) {
        try {
            mock.models();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static boolean healthy(Situation situation) {
        return !(situation instanceof Situation.Silent)
                && !(situation instanceof Situation.Refuses refuses
                        && (refuses.status() == 401 || refuses.status() >= 500));
    }

    private static Consumer<ChatResponseBuilder> facts(Answer answer) {
        FinishReason reason = switch (answer.finishReason()) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
        return how -> how.finishReason(reason, answer.finishReason())
                .usage(answer.usage())
                .model(answer.model())
                .requestId(answer.requestId());
    }

    private static void refuse(MockScript script, String name, Situation.Refuses refuses) {
        switch (refuses.status()) {
            case 400 -> script.invalidRequest();
            case 401 -> script.authError();
            case 429 -> rateLimit(script, refuses.retryAfter());
            default -> script.fail(failure(name, refuses));
        }
    }

    private static void rateLimit(MockScript script, String retryAfter) {
        if (retryAfter == null) {
            script.rateLimit();
        } else {
            script.rateLimit(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
    }

    private static ProviderException failure(String name, Situation.Refuses refuses) {
        Failure failure = Failure.of(name).withStatus(refuses.status());
        return refuses.status() < 500
                ? new InvalidRequestException(refuses.message(), failure)
                : new ProviderUnavailableException(refuses.message(), failure.withRetryable(true));
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.copyOf(new MockProvider().info().capabilities());
    }

    @Override
    public Map<Need, String> cannot() {
        return Map.of(
                Need.KEY, "the mock has no key",
                Need.UNHELD, "whoever scripts the mock holds it");
    }
}
