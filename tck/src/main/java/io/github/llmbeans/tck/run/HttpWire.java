package io.github.llmbeans.tck.run;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks the author's dialect. */
final class HttpWire implements Wire {
    private final ServerPool pool;
    private final ServerPool.Pooled pooled;
    private final Dialect dialect;
    private final Answer usual;
    private final TokenDesk tokens;
    private final Map<Endpoint, Script> scripts = new EnumMap<>(Endpoint.class);
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final ExchangeLog exchanges;

    HttpWire(ServerPool pool, Dialect dialect, Answer usual, TokenDesk tokens, ExchangeLog exchanges) {
        this.pool = pool;
        this.pooled = pool.take();
        this.dialect = dialect;
        this.usual = usual;
        this.tokens = tokens;
        this.exchanges = exchanges;
        for (Endpoint endpoint : Endpoint.values()) {
            scripts.put(endpoint, new Script(new Situation.Answers(usual), () -> {}));
        }
        pooled.handle(this::handle);
    }

    private Reply handle(RecordedRequest request) {
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
            return dialect.stream(streams.pieces(), streams.answer());
        }
        return ((Situation.Sends) situation).reply();
    }

    private Reply success(Endpoint endpoint, Answer answer, RecordedRequest request) {
        return switch (endpoint) {
            case TOKEN -> dialect.token(tokens.issue(), tokens.expiry());
            case GENERATE -> dialect.answer(StopWords.kept(answer, dialect.read(request), dialect));
            case OTHER -> dialect.other(request);
        };
    }

    @Override
    public void address(ProviderConfigBuilder config) {
        config.baseUrl(address(false)).authUrl(URI.create(address(false) + "/oauth/token"));
    }

    @Override
    public URI address(boolean tls) {
        URI server = tls ? pooled.server().httpsUri() : pooled.server().uri();
        return URI.create(server + pooled.path() + "/v1");
    }

    @Override
    public Script script(Endpoint endpoint) {
        return scripts.get(endpoint);
    }

    @Override
    public List<Script> scripts() {
        return List.copyOf(scripts.values());
    }

    @Override
    public List<ChatRequest> asked() {
        return requests(Endpoint.GENERATE).stream().map(dialect::read).toList();
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
        mine.removeIf(request -> !request.path().startsWith(pooled.path() + "/"));
        return mine;
    }

    @Override
    public Gate gate() {
        Gate gate = new Gate();
        gates.add(gate);
        return gate;
    }

    @Override
    public String lastExchange() {
        return exchanges.last();
    }

    @Override
    public void close() {
        gates.forEach(Gate::open);
        pool.giveBack(pooled);
    }
}
