package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.Failure;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import io.github.llmbeans.gigachat.internal.error.Endpoint;
import io.github.llmbeans.gigachat.internal.error.NetworkFailures;
import io.github.llmbeans.gigachat.internal.wire.CompletionRequest;
import io.github.llmbeans.gigachat.internal.wire.CompletionResponse;
import io.github.llmbeans.gigachat.internal.wire.ModelsResponse;
import io.github.llmbeans.gigachat.internal.wire.TokenCountRequest;
import io.github.llmbeans.gigachat.internal.wire.WireTokenCount;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the API: a request goes out, an answer or an exception of the contract comes back. Blocks. Closing it
 * ends the exchange.
 */
public final class GigaChatApi implements Line {
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    static final String REQUEST_ID = "X-Request-Id";
    static final String SESSION_ID = "X-Session-Id";

    private final GigaChatSettings settings;
    private final CompletionsClient client;
    private final BodyGuard guard;
    private final BearerAndRqUidFilter bearer;
    private final ErrorMapper errors;
    private final NetworkFailures network;
    private final JsonTexts json;
    private final ResponseMapper responses;
    private final RequestLog log;
    private final BooleanSupplier current;

    GigaChatApi(
            GigaChatSettings settings,
            CompletionsClient client,
            BodyGuard guard,
            BearerAndRqUidFilter bearer,
            ErrorMapper errors,
            NetworkFailures network,
            JsonTexts json,
            RequestLog log,
            BooleanSupplier current) {
        this.settings = settings;
        this.client = client;
        this.guard = guard;
        this.bearer = bearer;
        this.errors = errors;
        this.network = network;
        this.json = json;
        this.responses = new ResponseMapper(settings);
        this.log = log;
        this.current = current;
    }

    @Override
    public boolean current() {
        return current.getAsBoolean();
    }

    /** Says for how long the server may say nothing in the next exchange. */
    public void within(Duration time) {
        guard.within(time);
    }

    /** Asks for one answer. */
    public ChatResponse complete(ChatRequest request, CompletionRequest body) {
        return exchange(
                CallIds.of(request),
                body.model(),
                () -> client.complete(body),
                response -> responses.toContract(
                        parsed(response),
                        body.model(),
                        errors.requestId(response),
                        response.getHeaderString(SESSION_ID)));
    }

    private <T> T exchange(CallIds ids, @Nullable String model, Supplier<Response> call, Function<Response, T> reader) {
        guard.begins();
        bearer.with(ids);
        try (Response response = call.get()) {
            try {
                errors.check(response);
                errors.requirePlain(response, settings.baseUrl(), Setting.BASE_URL);
                return reader.apply(response);
            } catch (RuntimeException e) {
                throw failure(e, response);
            }
        } catch (RuntimeException e) {
            ProviderException failure = log.unanswered(failure(e, null));
            throw model == null ? failure : naming(model, failure);
        }
    }

    private ProviderException failure(RuntimeException e, @Nullable Response response) {
        return network.exception(
                e, Endpoint.API, settings.baseUrl(), response == null ? null : errors.requestId(response));
    }

    /**
     * Asks for an answer as it is written.
     *
     * @param afterwards told when the stream has ended or was closed
     */
    public EventStream stream(ChatRequest request, CompletionRequest body, StreamEnd afterwards) {
        Response response = null;
        guard.begins();
        bearer.with(CallIds.of(request));
        try {
            response = client.stream(body);
            errors.check(response);
            errors.requirePlain(response, settings.baseUrl(), Setting.BASE_URL);
            requireEvents(response);
            return new GigaChatStream(
                    settings,
                    response,
                    new ChunkMapper(
                            responses, body.model(), errors.requestId(response), response.getHeaderString(SESSION_ID)),
                    errors,
                    network,
                    json,
                    afterwards);
        } catch (RuntimeException e) {
            ProviderException failure = naming(body.model(), log.unanswered(failure(e, response)));
            if (response != null) {
                close(response, failure);
            }
            throw failure;
        }
    }

    /** What an answer says that cannot even be closed is not what was the matter with it. */
    private static void close(Response response, ProviderException failure) {
        try {
            response.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** An error may come with status 200 and no events. */
    private void requireEvents(Response response) {
        MediaType type = response.getMediaType();
        if (type == null || !type.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE)) {
            String text = Bodies.start(response, Bodies.MAX_ERROR_BYTES);
            if (text.isEmpty() && response.getStatus() != NO_CONTENT) {
                Bodies.requireAnnounced(response);
            }
            throw errors.insideSuccess(response, text, settings.baseUrl(), Setting.BASE_URL);
        }
    }

    @Override
    public boolean reusable() {
        return !guard.hasCut();
    }

    @Override
    public boolean connected() {
        return guard.keepsConnection();
    }

    /** Says until when the next exchange waits for a token, should there be none; {@code null} for as long as usual. */
    public void until(@Nullable Deadline deadline) {
        bearer.until(deadline);
    }

    @Override
    public void close() throws IOException {
        guard.leave(client);
    }

    /** A wrong model is answered without its name, which only the request knows. */
    private static ProviderException naming(String model, ProviderException e) {
        if (e.status().orElse(0) != NOT_FOUND) {
            return e;
        }
        ProviderException named = new InvalidRequestException(
                e.getMessage() + ". The model asked for was '" + SettingReader.shown(model) + "'", e.failure());
        named.setStackTrace(e.getStackTrace());
        return named;
    }

    /** Asks for the models; any good answer will do. */
    public void askModels() {
        exchange(CallIds.NONE, null, client::models, response -> Bodies.start(response, settings.maxResponseBytes()));
    }

    /** Counts tokens as the configured model sees them. */
    public List<TokenCount> countTokens(List<String> texts) {
        return exchange(
                CallIds.NONE,
                settings.model(),
                () -> client.countTokens(new TokenCountRequest(settings.model(), texts)),
                response -> {
                    String text = whole(response);
                    return understood(
                            response, text, ListMapper.counts(json.read(text, WireTokenCount[].class), texts));
                });
    }

    /** Asks for the models and reads them. */
    public List<ModelInfo> models() {
        return exchange(CallIds.NONE, null, client::models, response -> {
            String text = whole(response);
            return understood(response, text, ListMapper.models(json.read(text, ModelsResponse.class)));
        });
    }

    private CompletionResponse parsed(Response response) {
        String text = whole(response);
        CompletionResponse answer = json.completion(text);
        boolean answered =
                answer != null && answer.choices() != null && !answer.choices().isEmpty();
        return understood(response, text, answered ? answer : null);
    }

    private <T> T understood(Response response, String text, @Nullable T answer) {
        if (answer == null) {
            throw errors.insideSuccess(response, text, settings.baseUrl(), Setting.BASE_URL);
        }
        return answer;
    }

    private String whole(Response response) {
        Body body = Bodies.read(response, settings.maxResponseBytes());
        if (!body.whole()) {
            throw new ProviderUnavailableException(
                    "Provider '" + settings.name() + "': GigaChat's answer is longer than "
                            + settings.maxResponseBytes() + " bytes ("
                            + settings.names().of(Setting.MAX_RESPONSE_BYTES) + ")",
                    failure(response));
        }
        if (!body.utf8()) {
            throw errors.notUtf8(response, settings.baseUrl(), Setting.BASE_URL);
        }
        return body.text();
    }

    private Failure failure(Response response) {
        return Failure.of(settings.name()).withStatus(response.getStatus()).withRequestId(errors.requestId(response));
    }
}
