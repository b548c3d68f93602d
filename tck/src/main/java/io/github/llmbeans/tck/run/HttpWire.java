package io.github.llmbeans.tck.run;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Counting;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.TlsUnderTest;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks the author's dialect. */
final class HttpWire implements Wire {
    private final ServerPool pool;
    private final ServerPool.Pooled pooled;
    private final String path;
    private final Dialect dialect;
    private final boolean streaming;
    private final boolean counting;
    private final boolean listing;
    private final Answer usual;
    private final TokenDesk tokens;
    private final Map<Endpoint, Script> scripts = new EnumMap<>(Endpoint.class);
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final ExchangeLog exchanges;
    private volatile boolean abandoned;

    HttpWire(ServerPool pool, ProviderUnderTest subject, Answer usual, TokenDesk tokens, ExchangeLog exchanges) {
        this.pool = pool;
        this.pooled = pool.take();
        this.path = pooled.path();
        this.dialect = (Dialect) subject;
        this.streaming = subject.capabilities().contains(Capability.STREAMING);
        this.usual = usual;
        this.tokens = tokens;
        this.exchanges = exchanges;
        this.counting = subject.capabilities().contains(Capability.TOKEN_COUNT);
        this.listing = subject.capabilities().contains(Capability.MODEL_LIST);
        Script others = new Script(new Situation.Answers(usual), () -> {});
        for (Endpoint endpoint : Endpoint.values()) {
            boolean own = endpoint == Endpoint.GENERATE || endpoint == Endpoint.TOKEN;
            scripts.put(endpoint, own ? new Script(new Situation.Answers(usual), () -> {}) : others);
        }
        pooled.handle(this::handle);
    }

    private Reply handle(RecordedRequest request) {
        try {
            return answered(request);
        } catch (RuntimeException | Error e) {
            exchanges.broken(request, e);
            throw e;
        }
    }

    private Reply answered(RecordedRequest request) {
        Endpoint endpoint = dialect.endpoint(request);
        Script script = scripts.get(endpoint);
        Situation situation = script.take();
        int number = exchanges.began(request, endpoint);
        while (situation instanceof Situation.Waits waits) {
            gates.add(waits.gate());
            waits.gate().pass();
            situation = waits.then();
        }
        Reply reply = render(endpoint, situation, request);
        exchanges.ended(number, reply, situation);
        return reply;
    }

    private Reply render(Endpoint endpoint, Situation situation, RecordedRequest request) {
        if (situation instanceof Situation.Answers answers) {
            return success(endpoint, answers.answer(), request);
        }
        if (situation instanceof Situation.Echoes) {
            List<Message> messages = dialect.read(request).messages();
            String text = messages.get(messages.size() - 1).content();
            return success(endpoint, usual.withText(text), request);
        }
        if (situation instanceof Situation.Refuses refuses) {
            Reply reply =
                    dialect.refusal(new Refusal(endpoint, refuses.status(), refuses.message(), usual.requestId()));
            return refuses.retryAfter() == null ? reply : reply.header("Retry-After", refuses.retryAfter());
        }
        if (situation instanceof Situation.Silent) {
            gate().pass();
            return Reply.of(503);
        }
        if (situation instanceof Situation.Breaks breaks) {
            return success(endpoint, usual, request).fault(breaks.fault());
        }
        if (situation instanceof Situation.Streams streams) {
            return generated(streams.pieces(), streams.answer(), request);
        }
        return ((Situation.Sends) situation).reply();
    }

    private Reply success(Endpoint endpoint, Answer answer, RecordedRequest request) {
        return switch (endpoint) {
            case TOKEN -> dialect.token(tokens.issue(), tokens.expiry());
            case GENERATE -> generated(answer.text().isEmpty() ? List.of() : List.of(answer.text()), answer, request);
            case TOKEN_COUNT ->
                counting
                        ? dialect.counts(dialect.counting(request).texts().stream()
                                .map(Lists::count)
                                .toList())
                        : dialect.other(request);
            case MODELS -> listing ? dialect.models(Lists.MODELS) : dialect.other(request);
            case OTHER -> dialect.other(request);
        };
    }

    private Reply generated(List<String> pieces, Answer answer, RecordedRequest request) {
        Answer kept = StopWords.kept(answer.withText(String.join("", pieces)), dialect.read(request), dialect);
        return streaming && dialect.streamed(request)
                ? dialect.stream(StopWords.kept(pieces, kept.text().length()), kept)
                : dialect.answer(kept);
    }

    @Override
    public void address(ProviderConfigBuilder config) {
        URI server = address(tls());
        config.baseUrl(server).authUrl(URI.create(server + "/oauth/token"));
    }

    @Override
    public void trust(ProviderConfigBuilder config) {
        Path certificate = pool.certificate();
        if (certificate != null) {
            ((TlsUnderTest) dialect).trusting(config, certificate);
        }
    }

    private boolean tls() {
        return pool.certificate() != null;
    }

    @Override
    public URI address(boolean tls) {
        URI server = tls ? pooled.server().httpsUri() : pooled.server().uri();
        return URI.create(server + path + "/v1");
    }

    @Override
    public Script script(Endpoint endpoint) {
        return scripts.get(endpoint);
    }

    @Override
    public List<Script> scripts() {
        return List.copyOf(new LinkedHashSet<>(scripts.values()));
    }

    @Override
    public List<ChatRequest> asked() {
        return requests(Endpoint.GENERATE).stream().map(this::read).toList();
    }

    @Override
    public List<Counting> counted() {
        return requests(Endpoint.TOKEN_COUNT).stream().map(this::counting).toList();
    }

    private Counting counting(RecordedRequest request) {
        try {
            return dialect.counting(request);
        } catch (RuntimeException e) {
            throw new ConformanceFailure("a request that the dialect can read", Expect.shown(request.bodyText()), e);
        }
    }

    private ChatRequest read(RecordedRequest request) {
        try {
            return dialect.read(request);
        } catch (RuntimeException e) {
            throw new ConformanceFailure("a request that the dialect can read", Expect.shown(request.bodyText()), e);
        }
    }

    @Override
    public List<RecordedRequest> requests(Endpoint endpoint) {
        return requests().stream()
                .filter(request -> dialect.endpoint(request) == endpoint)
                .toList();
    }

    @Override
    public List<RecordedRequest> requests() {
        List<RecordedRequest> mine = new ArrayList<>(pooled.server().requests());
        mine.removeIf(request -> !request.path().startsWith(path + "/"));
        return mine;
    }

    @Override
    public Gate gate() {
        Gate gate = new Gate();
        gates.add(gate);
        return gate;
    }

    @Override
    public Line line(Time time) {
        Line line = new Line(address(false), tls(), time);
        lines.add(line);
        return line;
    }

    @Override
    public Reply stream(List<String> pieces) {
        return dialect.stream(pieces, usual.withText(String.join("", pieces)));
    }

    @Override
    public String lastExchange() {
        return exchanges.last();
    }

    @Override
    public void abandon() {
        abandoned = true;
    }

    @Override
    public void close() {
        gates.forEach(Gate::open);
        lines.forEach(Line::close);
        if (abandoned) {
            pool.retire(pooled);
        } else {
            pool.giveBack(pooled);
        }
    }
}
