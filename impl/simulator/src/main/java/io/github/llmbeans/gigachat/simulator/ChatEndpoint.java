package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** {@code POST /v1/chat/completions}. */
final class ChatEndpoint implements Function<RecordedRequest, Reply> {

    static final String REFUSAL = "Не люблю менять тему разговора, но вот сейчас тот самый случай.";

    private static final int DEFAULT_SECONDS = 5;
    private static final int DEFAULT_WORDS = 200;

    private final Clock clock;
    private final boolean magic;

    ChatEndpoint(Clock clock, boolean magic) {
        this.clock = clock;
        this.magic = magic;
    }

    @Override
    public Reply apply(RecordedRequest request) {
        ChatCall call = ChatCallReader.read(request.bodyText());
        String build = Models.chat(call.model());
        ChatRules.check(call);
        Optional<MagicPrompt> prompt = magic ? MagicPrompt.find(call.last().content()) : Optional.empty();
        return prompt.flatMap(MagicErrors::of).orElseGet(() -> answer(call, build, prompt));
    }

    private Reply answer(ChatCall call, String build, Optional<MagicPrompt> prompt) {
        String name = prompt.map(MagicPrompt::name).orElse("");
        String text = switch (name) {
            case "blacklist" -> REFUSAL;
            case "long" -> AnswerText.ofWords(call, number(prompt, DEFAULT_WORDS));
            default -> AnswerText.of(call);
        };
        Completion answer = completion(call, build, text, name.equals("blacklist"));
        Duration pause = name.equals("slow") ? Duration.ofSeconds(number(prompt, DEFAULT_SECONDS)) : Duration.ZERO;
        return call.stream() ? stream(answer, pause) : whole(answer).after(pause);
    }

    private Completion completion(ChatCall call, String build, String text, boolean refused) {
        String cut = TokenCounts.cut(text, call.maxTokens().orElse(Integer.MAX_VALUE));
        String reason = refused ? "blacklist" : cut.equals(text) ? "stop" : "length";
        int prompt = call.messages().stream()
                .mapToInt(m -> TokenCounts.of(m.content()))
                .sum();
        return new Completion(
                build,
                cut,
                reason,
                new Completion.Usage(prompt, TokenCounts.of(cut)),
                clock.instant().getEpochSecond());
    }

    private static Reply whole(Completion answer) {
        return Reply.json(200, answer.toJson().toString());
    }

    /** The pieces go out spread over the pause. */
    private static Reply stream(Completion answer, Duration pause) {
        var pieces = Events.split(answer.content());
        return Events.reply(Events.of(answer, pieces) + Events.DONE).dribble(pieces.size() + 2, pause);
    }

    private static int number(Optional<MagicPrompt> prompt, int absent) {
        return prompt.map(p -> p.number().orElse(absent)).orElse(absent);
    }
}
