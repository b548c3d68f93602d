package com.example.pebble;

import io.github.llmbeans.AbstractProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.UnsupportedCapabilityException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the models of Pebble, a vendor that does not exist. */
public final class PebbleProvider extends AbstractProvider {
    /** What Pebble can do. */
    public static final Set<Capability> CAPABILITIES = EnumSet.of(
            Capability.CHAT_HISTORY,
            Capability.SYSTEM_MESSAGE,
            Capability.MODEL_CHOICE,
            Capability.TEMPERATURE,
            Capability.TOP_P,
            Capability.MAX_TOKENS,
            Capability.USAGE);

    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private final PebbleErrors errors;
    private volatile HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public PebbleProvider(ProviderConfig config) {
        super(config, new ProviderInfo(config.name(), config.model(), CAPABILITIES));
        this.errors = new PebbleErrors(config);
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        for (String option : request.params().options().keySet()) {
            throw new UnsupportedCapabilityException(info().name(), option, null);
        }
        String model = request.model() == null ? info().model() : request.model();
        HttpRequest question = request("/chat")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(PebbleJson.write(request, model)))
                .build();
        HttpResponse<byte[]> response = send(question, deadline);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200) {
            throw errors.of(response, body);
        }
        try {
            return PebbleJson.read(body, info().name());
        } catch (RuntimeException e) {
            throw new ProviderUnavailableException("The answer cannot be read", failure().withStatus(200), e);
        }
    }

    @Override
    protected boolean probe(Deadline deadline) {
        return send(request("/models").GET().build(), deadline).statusCode() == 200;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(config().baseUrl() + path)).header("X-Pebble-Key", config().apiKey());
    }

    private HttpResponse<byte[]> send(HttpRequest request, Deadline deadline) {
        HttpClient open = client;
        if (open == null) {
            throw closed(null);
        }
        CompletableFuture<HttpResponse<byte[]>> answer = open.sendAsync(request, BodyHandlers.ofByteArray());
        running.add(answer);
        try {
            if (client == null) {
                throw closed(null);
            }
            return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ProviderTimeoutException("No answer within " + deadline.timeout(), failure().withRetryable(true), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException("Interrupted while waiting for the answer", failure(), e);
        } catch (CancellationException e) {
            throw closed(e);
        } catch (ExecutionException e) {
            throw errors.ofNetwork(e.getCause());
        } finally {
            answer.cancel(true);
            running.remove(answer);
        }
    }

    private ProviderUnavailableException closed(CancellationException e) {
        return new ProviderUnavailableException("The provider was closed during the call", failure(), e);
    }

    private Failure failure() {
        return Failure.of(info().name());
    }

    /** Ends calls and gives the client up, whose thread and connections end with it. */
    @Override
    protected void release() {
        client = null;
        running.forEach(call -> call.cancel(true));
    }
}
