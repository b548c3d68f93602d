package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API host: first who asks, then what. */
final class ApiRules implements Function<RecordedRequest, Reply> {

    private static final Pattern BEARER = Pattern.compile("Bearer\\s+(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final String ONE_MODEL = "/models/";

    private final Tokens tokens;
    private final boolean requireUserAgent;
    private final ChatEndpoint chat;

    ApiRules(Tokens tokens, boolean requireUserAgent, ChatEndpoint chat) {
        this.tokens = tokens;
        this.requireUserAgent = requireUserAgent;
        this.chat = chat;
    }

    static Reply methodNotAllowed() {
        return WireErrors.error(405, "Method Not Allowed");
    }

    @Override
    public Reply apply(RecordedRequest request) {
        if (requireUserAgent && request.header("User-Agent").orElse("").isBlank()) {
            return WireErrors.noUserAgent();
        }
        try {
            checkToken(request);
            return switch (Endpoint.of(request.path())) {
                case COMPLETIONS -> only("POST", request, chat);
                case MODELS -> only("GET", request, ApiRules::models);
                case EMBEDDINGS -> only("POST", request, TextEndpoints::embed);
                case TOKENS_COUNT -> only("POST", request, TextEndpoints::count);
                case OAUTH, OTHER -> WireErrors.error(404, "Not Found");
            };
        } catch (Refusal e) {
            return e.reply();
        }
    }

    private void checkToken(RecordedRequest request) {
        Matcher matcher = BEARER.matcher(request.header("Authorization").orElse(""));
        Tokens.State state = matcher.matches() ? tokens.stateOf(matcher.group(1)) : Tokens.State.UNKNOWN;
        switch (state) {
            case EXPIRED -> throw new Refusal(WireErrors.tokenExpired());
            case UNKNOWN -> throw new Refusal(WireErrors.unauthorized());
            case VALID -> {}
        }
    }

    private static Reply models(RecordedRequest request) {
        String resource = Endpoint.resource(request.path()).orElse("");
        return resource.startsWith(ONE_MODEL) ? Models.one(resource.substring(ONE_MODEL.length())) : Models.list();
    }

    private static Reply only(String method, RecordedRequest request, Function<RecordedRequest, Reply> endpoint) {
        return request.method().equals(method) ? endpoint.apply(request) : methodNotAllowed();
    }
}
