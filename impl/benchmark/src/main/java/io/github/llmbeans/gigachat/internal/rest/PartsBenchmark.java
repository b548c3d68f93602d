package io.github.llmbeans.gigachat.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import io.github.llmbeans.gigachat.internal.sse.EventBounds;
import io.github.llmbeans.gigachat.internal.sse.EventReader;
import io.github.llmbeans.gigachat.internal.token.AccessToken;
import io.github.llmbeans.gigachat.internal.token.TokenCache;
import io.github.llmbeans.gigachat.internal.token.TokenTiming;
import io.github.llmbeans.gigachat.internal.wire.CompletionRequest;
import io.github.llmbeans.gigachat.internal.wire.CompletionResponse;
import io.github.llmbeans.gigachat.internal.wire.StreamChunk;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** What the parts of a call cost, each alone. Here, since most of them are nobody's business outside this package. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PartsBenchmark {
    private static final int PIECES = 20;
    private static final Annotation[] NONE = {};
    private static final String CHUNK =
            "{\"choices\":[{\"delta\":{\"content\":\"Бин живёт в контейнере. \"},\"index\":0}],"
                    + "\"created\":1790000000,\"model\":\"GigaChat-2-Pro:2.0.30.01\",\"object\":\"chat.completion\"}";
    private static final String ANSWER = "{\"choices\":[{\"message\":{\"content\":\""
            + "Бин живёт в контейнере. ".repeat(PIECES)
            + "\",\"role\":\"assistant\"},\"index\":0,\"finish_reason\":\"stop\"}],\"created\":1790000000,"
            + "\"model\":\"GigaChat-2-Pro:2.0.30.01\",\"object\":\"chat.completion\",\"usage\":{\"prompt_tokens\":28,"
            + "\"completion_tokens\":60,\"total_tokens\":88,\"precached_prompt_tokens\":4}}";
    private static final byte[] EVENTS =
            ("data: " + CHUNK + "\n\n").repeat(PIECES).getBytes(StandardCharsets.UTF_8);

    private final AccessToken token = AccessToken.ready("x".repeat(900), System.currentTimeMillis());
    private final TokenCache tokens = new TokenCache(
            "benchmark",
            wanted -> {
                throw new IllegalStateException();
            },
            new TokenTiming(Duration.ofMinutes(1), () -> 0.5),
            Duration.ofMinutes(1),
            Clock.systemUTC(),
            Runnable::run,
            token);
    private final Deadline deadline = Deadline.after(Duration.ofHours(1));
    private final Jsonb jsonb = JsonbBuilder.create();
    private final JsonTexts texts = new JsonTexts(jsonb);
    private final LikePieces like = likeTheOneBefore();
    private final JsonWriter writer = new JsonWriter(jsonb);
    private final ObjectMapper jackson = new ObjectMapper();
    private final RequestMapper requests = new RequestMapper(new GigaChatSettings(
            ProviderConfig.builder("benchmark").apiKey("YTpi").build(), SettingNames.withPrefix("gigachat.")));
    private final ChatRequest request =
            ChatRequest.of("Why do beans need a container? Answer in one paragraph, please.");
    private final BearerAndRqUidFilter filter =
            new BearerAndRqUidFilter(until -> tokens.get(deadline), rejected -> {}, Map.of());

    private LikePieces likeTheOneBefore() {
        LikePieces pieces = new LikePieces();
        StreamChunk first = Objects.requireNonNull(texts.chunk(CHUNK));
        pieces.read(CHUNK, first, Objects.requireNonNull(first.choice()));
        return pieces;
    }

    /** The token that is there. */
    @Benchmark
    public AccessToken tokenRead() {
        return tokens.get(deadline);
    }

    /** The same by several at once. */
    @Benchmark
    @Threads(8)
    public AccessToken tokenReadByEight() {
        return tokens.get(deadline);
    }

    /** From the contract's request to bytes. */
    @Benchmark
    public byte[] requestWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        CompletionRequest body = requests.toWire(request, false);
        writer.writeTo(
                body,
                CompletionRequest.class,
                CompletionRequest.class,
                NONE,
                MediaType.APPLICATION_JSON_TYPE,
                new MultivaluedHashMap<>(),
                out);
        return out.toByteArray();
    }

    /** A whole answer out of its text. */
    @Benchmark
    public @Nullable CompletionResponse answerRead() {
        return texts.completion(ANSWER);
    }

    /** The same by Jackson, into a tree. */
    @Benchmark
    public JsonNode answerReadByJackson() throws JsonProcessingException {
        return jackson.readTree(ANSWER);
    }

    /** The same by JSON-B. */
    @Benchmark
    public @Nullable CompletionResponse answerReadByJsonb() {
        return texts.read(ANSWER, CompletionResponse.class);
    }

    /** A piece of a stream out of its text. */
    @Benchmark
    public @Nullable StreamChunk pieceRead() {
        return texts.chunk(CHUNK);
    }

    /** A piece of a stream that differs from the one before in nothing but its text. */
    @Benchmark
    public @Nullable String likePieceRead() {
        return like.textOf(CHUNK);
    }

    /** Twenty events out of their bytes. */
    @Benchmark
    public int twentyEventsRead() throws IOException {
        EventReader reader =
                new EventReader(new ByteArrayInputStream(EVENTS), new EventBounds(1 << 24, 1 << 24, 1 << 24));
        int count = 0;
        while (reader.next() != null) {
            count++;
        }
        return count;
    }

    /** What stands on each request. */
    @Benchmark
    public Object headersSet() {
        return filtered();
    }

    /** The same by several at once. */
    @Benchmark
    @Threads(8)
    public Object headersSetByEight() {
        return filtered();
    }

    private Object filtered() {
        MultivaluedHashMap<String, Object> headers = new MultivaluedHashMap<>();
        ClientRequestContext context = (ClientRequestContext) Proxy.newProxyInstance(
                PartsBenchmark.class.getClassLoader(),
                new Class<?>[] {ClientRequestContext.class},
                (proxy, method, args) -> headers);
        filter.filter(context);
        return headers;
    }
}
