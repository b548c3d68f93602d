package io.github.llmbeans.tck.run;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.Counting;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.FaultPort;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import java.util.List;

/** Hands situations to the author's fault port. */
final class PortWire implements Wire {
    private final FaultPort port;
    private final Script script;

    PortWire(FaultPort port, Situation usual) {
        this.port = port;
        this.script = new Script(usual, this::arrange);
        arrange();
    }

    private void arrange() {
        if (script != null) {
            port.arrange(script.peek());
        }
    }

    @Override
    public void address(ProviderConfigBuilder config) {
        // Nowhere to point at.
    }

    @Override
    public void trust(ProviderConfigBuilder config) {
        // Nobody to trust.
    }

    @Override
    public Script script(Endpoint endpoint) {
        if (endpoint != Endpoint.GENERATE) {
            throw new IllegalStateException("a provider without a wire has no endpoint " + endpoint);
        }
        return script;
    }

    @Override
    public List<Script> scripts() {
        return List.of(script);
    }

    @Override
    public List<ChatRequest> asked() {
        return List.copyOf(port.asked());
    }

    @Override
    public List<Counting> counted() {
        throw noWire();
    }

    @Override
    public List<RecordedRequest> requests(Endpoint endpoint) {
        throw noWire();
    }

    @Override
    public List<RecordedRequest> requests() {
        throw noWire();
    }

    @Override
    public Gate gate() {
        throw noWire();
    }

    @Override
    public URI address(boolean tls) {
        throw noWire();
    }

    @Override
    public Line line(Time time) {
        throw noWire();
    }

    @Override
    public Reply stream(List<String> pieces) {
        throw noWire();
    }

    @Override
    public String lastExchange() {
        return "none: this provider has no wire; the model was arranged to be "
                + script.peek().getClass().getSimpleName();
    }

    @Override
    public void abandon() {
        // It shares nothing with anybody.
    }

    @Override
    public void close() {
        // Nothing held.
    }

    private static IllegalStateException noWire() {
        return new IllegalStateException("a provider without a wire has no requests, gates or addresses");
    }
}
