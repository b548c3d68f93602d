package io.github.llmbeans.gigachat.faults;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.GigaChatProvider;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A server that answers well, keeps the last chat request as it came, and a provider that talks to it. */
final class Mirror implements AutoCloseable {
    private final Wire wire = new Wire(this::play);
    final GigaChatProvider provider;
    private volatile String head = "";
    private volatile byte[] body = {};
    private volatile Play answer = Good::answer;

    Mirror() {
        this(config -> config);
    }

    Mirror(UnaryOperator<ProviderConfigBuilder> more) {
        provider = new GigaChatProvider(more.apply(ProviderConfig.builder("gigachat")
                        .apiKey(Good.KEY)
                        .authUrl(wire.uri() + Good.OAUTH)
                        .baseUrl(wire.uri() + "/v1")
                        .timeout(Duration.ofSeconds(60))
                        .maxRetries(0))
                .build());
    }

    private void play(Link link) throws IOException {
        if (Good.spot(link) == Spot.TOKEN) {
            Good.answer(link);
            return;
        }
        head = link.head();
        body = link.body();
        answer.on(link);
    }

    /** How chat requests are answered from now on. */
    void answers(Play value) {
        answer = value;
    }

    int chats() {
        return wire.requests(Good.CHAT);
    }

    int requests() {
        return wire.requests();
    }

    /** The names of the headers, in order, in lower case. */
    List<String> headerNames() {
        return head.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    /** Every value of a header, as a server reads it: without blanks around it. */
    List<String> headers(String name) {
        return head.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    /** The last body, which must be nothing but UTF-8. */
    JsonObject json() throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        try (JsonReader reader = Json.createReaderFactory(Map.of()).createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        provider.close();
        wire.close();
    }
}
