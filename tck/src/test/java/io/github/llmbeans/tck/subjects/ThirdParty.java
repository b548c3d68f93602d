package io.github.llmbeans.tck.subjects;

import io.github.llmbeans.AbstractProvider;
import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.UnsupportedCapabilityException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Somebody else's provider: a made-up service that talks in lines of text, asked with the JDK's HTTP client, with a key in
 * place of tokens. Knows the contract and nothing else.
 *
 * <p>A request has a line for each message ({@code user <Base64>}) and {@code set} lines for parameters; an answer has
 * {@code end}, {@code model} and {@code text} lines.
 */
final class ThirdParty extends AbstractProvider {
    static final Set<Capability> CAPABILITIES =
            EnumSet.of(Capability.CHAT_HISTORY, Capability.TEMPERATURE, Capability.MODEL_CHOICE);

    private static final int SHOWN = 200;

    private HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();

    ThirdParty(ProviderConfig config) {
        super(config, new ProviderInfo(config.name(), config.model(), CAPABILITIES));
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        for (String option : request.params().options().keySet()) {
            throw new UnsupportedCapabilityException(info().name(), option, null);
        }
        HttpResponse<byte[]> response = send("/talk", lines(request), deadline);
        return answer(new String(response.body(), StandardCharsets.UTF_8));
    }

    private String lines(ChatRequest request) {
        StringBuilder lines = new StringBuilder("model ")
                .append(request.model() == null ? info().model() : request.model())
                .append('\n');
        if (request.params().temperature() != null) {
            lines.append("set warmth ").append(request.params().temperature()).append('\n');
        }
        for (Message message : request.messages()) {
            lines.append(message.role().text())
                    .append(' ')
                    .append(base64(message.content()))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private ChatResponse answer(String body) {
        String[] lines = body.split("\n", -1);
        if (lines.length < 4 || !lines[0].startsWith("end ") || !lines[1].startsWith("model ")) {
            throw unreadable(null);
        }
        String word = lines[0].substring(4);
        FinishReason reason = switch (word) {
            case "full" -> FinishReason.STOP;
            case "short" -> FinishReason.LENGTH;
            case "gagged" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
        try {
            String text = new String(Base64.getDecoder().decode(lines[2].substring(5)), StandardCharsets.UTF_8);
            return new ChatResponse(
                    text, info().name(), lines[1].substring(6), reason, word, null, null, lines[3], null);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable(e);
        }
    }

    private ProviderException unreadable(Exception e) {
        return new ProviderUnavailableException(
                "The answer cannot be read", Failure.of(info().name()).withStatus(200), e);
    }

    private HttpResponse<byte[]> send(String path, String body, Deadline deadline) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(config().baseUrl() + path))
                .header("Api-Key", String.valueOf(config().apiKey()))
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<byte[]>> future =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        running.add(future);
        try {
            return checked(future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new ProviderTimeoutException(
                    "No answer within " + deadline.timeout(), failure().withRetryable(true), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException("Interrupted", failure(), e);
        } catch (ExecutionException | CancellationException e) {
            throw new ProviderUnavailableException(
                    "The service cannot be reached",
                    failure().withRetryable(e.getCause() instanceof ConnectException),
                    e.getCause() == null ? e : e.getCause());
        } finally {
            future.cancel(true);
            running.remove(future);
        }
    }

    private Failure failure() {
        return Failure.of(info().name());
    }

    private HttpResponse<byte[]> checked(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            return response;
        }
        String said =
                new String(response.body(), StandardCharsets.UTF_8).replace(String.valueOf(config().apiKey()), "***");
        String message = "Status " + status + ": " + said.substring(0, Math.min(SHOWN, said.length()));
        Failure failure = failure()
                .withStatus(status)
                .withRequestId(response.headers().firstValue("Call-Id").orElse(null))
                .withRetryAfter(
                        hint(response.headers().firstValue("Retry-After").orElse("")))
                .withRetryable(status == 408 || status == 429 || status >= 500);
        throw switch (status) {
            case 400, 404, 413, 422 -> new InvalidRequestException(message, failure);
            case 401, 403 -> new AuthenticationException(message, failure);
            case 408 -> new ProviderTimeoutException(message, failure);
            case 429 -> new RateLimitException(message, failure);
            default ->
                status >= 500
                        ? new ProviderUnavailableException(message, failure)
                        : new ProviderException(message, failure);
        };
    }

    private static Duration hint(String value) {
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant date = Instant.from(
                    DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(value));
            Duration wait = Duration.between(Instant.now(), date);
            return wait.isNegative() ? null : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @Override
    protected boolean probe(Deadline deadline) {
        send("/ping", "", deadline);
        return true;
    }

    @Override
    protected void release() {
        running.forEach(call -> call.cancel(true));
        http = null;
    }
}
