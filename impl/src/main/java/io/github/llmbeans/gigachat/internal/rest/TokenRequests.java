package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Failure;
import io.github.llmbeans.gigachat.internal.config.Credentials;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.error.Endpoint;
import io.github.llmbeans.gigachat.internal.error.NetworkFailures;
import io.github.llmbeans.gigachat.internal.error.RetryAfter;
import io.github.llmbeans.gigachat.internal.token.TokenGrant;
import io.github.llmbeans.gigachat.internal.wire.TokenAnswer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the token endpoint, one exchange at a time: once, or a second time if the file of the key has another one than the one that was rejected.
 * Nothing of its answer ever shows in a message, since it is a
 * secret.
 */
public final class TokenRequests implements Line {
    private static final System.Logger LOG = System.getLogger(TokenRequests.class.getName());
    private static final int MAX_BYTES = 64 * 1024;

    private final GigaChatSettings settings;
    private final @Nullable OAuthClient client;
    private final BodyGuard guard;
    private final ErrorMapper errors;
    private final NetworkFailures network;
    private final JsonTexts json;
    private final RequestLog log;
    private final BooleanSupplier current;

    TokenRequests(
            GigaChatSettings settings,
            @Nullable OAuthClient client,
            BodyGuard guard,
            ErrorMapper errors,
            NetworkFailures network,
            JsonTexts json,
            RequestLog log,
            BooleanSupplier current) {
        this.settings = settings;
        this.client = client;
        this.guard = guard;
        this.errors = errors;
        this.network = network;
        this.json = json;
        this.log = log;
        this.current = current;
    }

    /** Says for how long the server may say nothing in the next exchange. */
    public void within(Duration time) {
        guard.within(time);
    }

    /** One token request, or two. */
    public TokenGrant fetch() {
        Credentials key = settings.key();
        if (client == null || key == null) {
            throw new AuthenticationException(
                    "Provider '" + settings.name() + "': the configured access token was not accepted; set a fresh "
                            + settings.names().of(Setting.ACCESS_TOKEN) + " or, better, "
                            + settings.names().of(Setting.CREDENTIALS),
                    Failure.of(settings.name()).withStatus(401));
        }
        String used = key.current();
        try {
            return ask(client);
        } catch (AuthenticationException rejected) {
            if (!key.replaced(used) || !reusable()) {
                throw rejected;
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "The authorization key of provider ''{0}'' was rejected, and its file has another one by now",
                    settings.name());
            return ask(client);
        }
    }

    private TokenGrant ask(OAuthClient client) {
        guard.begins();
        try (Response response = client.token(settings.scope())) {
            errors.check(response);
            errors.requirePlain(response, settings.authUrl(), Setting.AUTH_URL);
            Body body = Bodies.read(response, MAX_BYTES);
            if (body.whole() && !body.utf8()) {
                throw errors.notUtf8(response, settings.authUrl(), Setting.AUTH_URL);
            }
            return grant(response, body.text());
        } catch (RuntimeException e) {
            throw log.unanswered(network.exception(e, Endpoint.OAUTH, settings.authUrl()));
        }
    }

    @Override
    public boolean current() {
        return current.getAsBoolean();
    }

    @Override
    public boolean reusable() {
        return !guard.hasCut();
    }

    @Override
    public boolean connected() {
        return guard.keepsConnection();
    }

    @Override
    public void close() throws IOException {
        guard.leave(client);
    }

    private TokenGrant grant(Response response, String body) {
        TokenAnswer answer = json.read(body, TokenAnswer.class);
        String token = answer == null ? null : answer.token();
        if (answer == null || token == null || !fitsHeader(token)) {
            // A body with a message is an error; anything else may hold a token and is not shown.
            String shown = body.contains("\"message\"") ? body : "";
            throw errors.insideSuccess(response, shown, settings.authUrl(), Setting.AUTH_URL);
        }
        String date = response.getHeaderString(HttpHeaders.DATE);
        return new TokenGrant(token, answer.end(), date == null ? null : RetryAfter.date(date.strip()));
    }

    private static boolean fitsHeader(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
