package io.github.llmbeans.tck.reference;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RetryPolicy;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed.Response;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Flow;

/** A streamed answer: a call of its own for each subscriber, begun when a piece is first asked for. */
public class ReferenceStream implements Flow.Publisher<String> {
    protected final ReferenceProvider provider;
    protected final ChatRequest request;

    public ReferenceStream(ReferenceProvider provider, ChatRequest request) {
        this.provider = provider;
        this.request = request;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super String> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        subscription(subscriber).begin();
    }

    protected ReferenceSubscription subscription(Flow.Subscriber<? super String> subscriber) {
        return new ReferenceSubscription(this, subscriber);
    }

    /** The whole call, on a thread of its own. */
    protected void run(ReferenceSubscription subscription) {
        requireOpen();
        check();
        Deadline deadline = Deadline.after(config().timeout());
        try (ReferenceLines lines = policy().execute(deadline, () -> opened(subscription, deadline))) {
            pump(lines, subscription);
        }
    }

    protected RetryPolicy policy() {
        return RetryPolicy.builder().maxRetries(config().maxRetries()).build();
    }

    protected void requireOpen() {
        if (provider.closed()) {
            throw new IllegalStateException("Provider '" + config().name() + "' is closed");
        }
    }

    /** What chat refuses; this provider is made with all capabilities where it streams. */
    protected void check() {
        for (String option : request.params().options().keySet()) {
            throw new UnsupportedCapabilityException(config().name(), option, null);
        }
        if (request.messages().get(0).content().isBlank()) {
            throw new InvalidRequestException("The prompt must not be blank", Failure.of(config().name()));
        }
    }

    /** Asks, with a new token if the first is not accepted, and waits for the first line. */
    protected ReferenceLines opened(ReferenceSubscription subscription, Deadline deadline) {
        Token token = provider.tokens.get(deadline);
        ReferenceLines lines = asked(token, subscription, deadline);
        if (lines == null) {
            provider.tokens.rejected(token);
            token = provider.tokens.get(deadline);
            lines = asked(token, subscription, deadline);
            if (lines == null) {
                provider.tokens.rejected(token);
                throw provider.failures.ofStatus(401, "the new token is not accepted either", null, null, token);
            }
        }
        return lines;
    }

    /** {@code null} if the token is not accepted. */
    protected ReferenceLines asked(Token token, ReferenceSubscription subscription, Deadline deadline) {
        ReferenceLines lines = new ReferenceLines();
        subscription.closeOnCancel(lines);
        try {
            Response response = provider.http.begin(
                    lines.channel(), "POST", provider.path("/ask"), provider.headers(request, token), body(), deadline);
            if (response.status() == 401) {
                lines.close();
                return null;
            }
            if (refused(response.status())) {
                throw provider.failures.of(response, token);
            }
            lines.read(response.body());
            return lines;
        } catch (IOException e) {
            lines.close();
            throw provider.failures.ofNetwork(e, deadline);
        } catch (RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    protected boolean refused(int status) {
        return status != 200;
    }

    /** Without stop sequences: those this provider finds itself. */
    protected String body() {
        return ReferenceJson.write(request, provider.model(request))
                .remove("stop")
                .add("stream", true)
                .build()
                .toString();
    }

    /** From the server to the subscriber, up to the end of the stream or of the answer. */
    protected void pump(ReferenceLines lines, ReferenceSubscription subscription) {
        StopFinder stop = stopFinder();
        while (!stop.found()) {
            JsonObject line = line(lines);
            if (line == null) {
                throw broken("The stream has ended before the answer", null);
            }
            if (line.containsKey("end")) {
                subscription.give(stop.rest());
                return;
            }
            if (!subscription.give(stop.passed(line.getString("piece")))) {
                return;
            }
        }
    }

    protected StopFinder stopFinder() {
        return new StopFinder(request.params().stop());
    }

    /** {@code null} if there are no more. */
    protected JsonObject line(ReferenceLines lines) {
        String line;
        try {
            line = lines.next();
        } catch (IOException e) {
            throw broken("The stream has broken off", e);
        }
        try {
            return line == null ? null : ReferenceJson.parse(line);
        } catch (JsonException e) {
            throw broken("A piece of the stream cannot be read", e);
        }
    }

    protected ProviderException broken(String message, Exception cause) {
        return new ProviderUnavailableException(message, Failure.of(config().name()), cause);
    }

    protected ProviderConfig config() {
        return provider.settings();
    }
}
