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
import io.github.llmbeans.gigachat.internal.token.TokenSource;
import io.github.llmbeans.gigachat.internal.wire.TokenAnswer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the token endpoint once, or a second time if the file of the key has another one than the one that was rejected.
 * Nothing of its answer ever shows in a message, since it is a
 * secret.
 */
final class TokenRequests implements TokenSource {
    private static final System.Logger LOG = System.getLogger(TokenRequests.class.getName());
    private static final int MAX_BYTES = 64 * 1024;

    private final GigaChatSettings settings;
    private final @Nullable OAuthClients clients;
    private final ErrorMapper errors;
    private final NetworkFailures network;
    private final JsonTexts json;

    TokenRequests(
            GigaChatSettings settings,
            @Nullable OAuthClients clients,
            ErrorMapper errors,
            NetworkFailures network,
            JsonTexts json) {
        this.settings = settings;
        this.clients = clients;
        this.errors = errors;
        this.network = network;
        this.json = json;
    }

    @Override
    public TokenGrant fetch() {
        Credentials key = settings.key();
        if (clients == null || key == null) {
            throw new AuthenticationException(
                    "Provider '" + settings.name() + "': the configured access token was not accepted; set a fresh "
                            + settings.names().of(Setting.ACCESS_TOKEN) + " or, better, "
                            + settings.names().of(Setting.CREDENTIALS),
                    Failure.of(settings.name()).withStatus(401));
        }
        String used = key.current();
        try {
            return ask(clients);
        } catch (AuthenticationException rejected) {
            if (!key.replaced(used)) {
                throw rejected;
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "The authorization key of provider ''{0}'' was rejected, and its file has another one by now",
                    settings.name());
            return ask(clients);
        }
    }

    private TokenGrant ask(OAuthClients clients) {
        try (Response response = clients.current().token(settings.scope())) {
            errors.check(response);
            return grant(response, Bodies.start(response, MAX_BYTES));
        } catch (RuntimeException | IOException e) {
            throw network.exception(e, Endpoint.OAUTH, settings.authUrl());
        }
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
