package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** {@code POST /v1/chat/completions}. */
final class ChatEndpoint implements Function<RecordedRequest, Reply> {

    private static final int DEFAULT_WORDS = 200;

    private final Clock clock;
    private final boolean magic;
    private final Duration pieceInterval;
    private final PromptCache cache = new PromptCache();

    ChatEndpoint(SimulatorBuilder settings) {
        this.clock = settings.clock;
        this.magic = settings.magicPrompts;
        this.pieceInterval = settings.pieceInterval;
    }

    @Override
    public Reply apply(RecordedRequest request) {
        ChatCall call = ChatCallReader.read(request.bodyText());
        String build = Models.chat(call.model());
        ChatRules.check(call);
        MagicPrompt prompt = magic ? MagicPrompt.in(call.last().content()) : MagicPrompt.NONE;
        Optional<Reply> error = MagicErrors.of(prompt);
        if (error.isPresent()) {
            return error.get();
        }
        int known = request.header("X-Session-ID")
                .map(session -> cache.tokensKnown(session, call))
                .orElse(0);
        Completion answer = completion(call, build, prompt, known);
        if (call.stream()) {
            return StreamAnswers.of(answer, prompt, call.pauseAtLeast(pieceInterval));
        }
        Reply whole = Reply.json(200, answer.toJson().toString());
        return prompt.is("slow") ? whole.after(Duration.ofSeconds(prompt.number(MagicPrompt.SECONDS))) : whole;
    }

    private Completion completion(ChatCall call, String build, MagicPrompt prompt, int known) {
        Said whole = said(call, prompt);
        String cut = TokenCounts.cut(whole.content(), call.maxTokens().orElse(Integer.MAX_VALUE));
        Said said = new Said(cut, whole.reasoning(), whole.functionCall(), whole.stateId());
        int asked = call.messages().stream()
                .mapToInt(m -> TokenCounts.of(m.content()))
                .sum();
        return new Completion(
                build,
                said,
                cut.equals(whole.content()) ? reason(prompt, said) : "length",
                new Completion.Usage(asked, TokenCounts.of(cut) + TokenCounts.of(said.reasoning()), known),
                clock.instant().getEpochSecond());
    }

    private static Said said(ChatCall call, MagicPrompt prompt) {
        String usual = AnswerText.of(call);
        Optional<Said> function = switch (prompt.name()) {
            case "function" -> Functions.first(call.body());
            case "image" -> Functions.picture(call.body(), usual);
            default -> Optional.empty();
        };
        Said said = function.orElseGet(() -> Said.text(
                switch (prompt.name()) {
                    case "blacklist" -> SampleTexts.REFUSAL;
                    case "long" -> AnswerText.ofWords(call, prompt.number(DEFAULT_WORDS));
                    case "markdown" -> SampleTexts.MARKDOWN;
                    case "hostile" -> SampleTexts.HOSTILE;
                    default -> usual;
                }));
        String effort = prompt.is("think") ? "high" : call.reasoningEffort();
        return effort.isEmpty() ? said : said.thinking(SampleTexts.thoughts(effort));
    }

    private static String reason(MagicPrompt prompt, Said said) {
        if (said.functionCall() != null) {
            return "function_call";
        }
        return prompt.is("blacklist") ? "blacklist" : prompt.is("finish-error") ? "error" : "stop";
    }
}
