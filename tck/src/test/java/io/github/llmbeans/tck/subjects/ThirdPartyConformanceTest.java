package io.github.llmbeans.tck.subjects;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.Role;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.HttpConformance;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody else's provider, with a dialect unlike any other, keeps the contract. */
class ThirdPartyConformanceTest extends HttpConformance {

    @Override
    public BaseProvider create(ProviderConfig config) {
        return new ThirdParty(config);
    }

    @Override
    public Set<Capability> capabilities() {
        return ThirdParty.CAPABILITIES;
    }

    @Override
    public Map<Need, String> cannot() {
        return Map.of(
                Need.TOKENS, "the service takes its key with each request",
                Need.CLIENT_ID, "the service knows nobody but the owner of the key",
                Need.CALLER_ID, "the service gives its own ids and takes none");
    }

    @Override
    public Endpoint endpoint(RecordedRequest request) {
        return request.path().endsWith("/talk") ? Endpoint.GENERATE : Endpoint.OTHER;
    }

    @Override
    public Optional<String> credential(RecordedRequest request) {
        return request.header("Api-Key");
    }

    @Override
    public ChatRequest read(RecordedRequest request) {
        ChatRequestBuilder chat = ChatRequest.builder();
        for (String line : request.bodyText().lines().toList()) {
            String value = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("model ")) {
                chat.model(value);
            } else if (line.startsWith("set warmth ")) {
                chat.params(GenerationParams.builder()
                        .temperature(Double.parseDouble(value.substring(7)))
                        .build());
            } else {
                String text = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
                chat.message(new Message(Role.of(line.substring(0, line.indexOf(' '))), text));
            }
        }
        return chat.build();
    }

    @Override
    public Reply answer(Answer answer) {
        String text = Base64.getEncoder().encodeToString(answer.text().getBytes(StandardCharsets.UTF_8));
        return Reply.text(
                200,
                "end " + answer.finishReason() + "\nmodel " + answer.model() + "\ntext " + text + "\n"
                        + answer.requestId());
    }

    @Override
    public Reply refusal(Refusal refusal) {
        return Reply.text(refusal.status(), refusal.message()).header("Call-Id", refusal.requestId());
    }

    @Override
    public String word(FinishReason reason) {
        return switch (reason) {
            case STOP -> "full";
            case LENGTH -> "short";
            default -> "gagged";
        };
    }
}
