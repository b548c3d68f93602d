package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.gigachat.internal.error.Excerpt;
import io.github.llmbeans.gigachat.internal.error.Secrets;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A line for each request of one REST client and a line for what became of it, both at DEBUG, with the provider's name and
 * the ids by which the server's support finds the request. Of headers nothing but these, of bodies nothing.
 */
final class RequestLog implements ClientRequestFilter, ClientResponseFilter {
    /** Sees what the other filters have put on a request. */
    static final int AFTER_ALL_OTHERS = Priorities.USER + 1000;

    private static final System.Logger LOG = System.getLogger(RequestLog.class.getName());

    private final String provider;
    private final Secrets secrets;
    private volatile @Nullable String underWay;
    private volatile long began;

    RequestLog(String provider, Secrets secrets) {
        this.provider = provider;
        this.secrets = secrets;
    }

    @Override
    public void filter(ClientRequestContext request) {
        if (!LOG.isLoggable(System.Logger.Level.DEBUG)) {
            underWay = null;
            return;
        }
        String ids = "RqUID " + request.getHeaderString(BearerAndRqUidFilter.RQ_UID)
                + id(request.getHeaderString(GigaChatApi.REQUEST_ID));
        underWay = ids;
        began = System.nanoTime();
        say("sends " + request.getMethod() + " " + request.getUri().getRawPath(), ids);
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (!BodyGuard.isAnswer(response)) {
            return;
        }
        String ids = underWay;
        underWay = null;
        if (ids != null) {
            String asked = "RqUID " + request.getHeaderString(BearerAndRqUidFilter.RQ_UID);
            String answered = response.getHeaderString(GigaChatApi.REQUEST_ID);
            say(
                    "is answered with status " + response.getStatus() + since(),
                    answered == null ? ids : asked + id(answered));
        }
    }

    /** The request that is under way, if one is, has got no answer. */
    ProviderException unanswered(ProviderException failure) {
        String ids = underWay;
        underWay = null;
        if (ids != null) {
            say("gets no answer, " + failure.getClass().getSimpleName() + since(), ids);
        }
        return failure;
    }

    private String since() {
        return " after " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms";
    }

    private String id(@Nullable String header) {
        return header == null ? "" : ", request id " + Excerpt.of(header, secrets);
    }

    private void say(String what, String ids) {
        LOG.log(System.Logger.Level.DEBUG, () -> "Provider '" + provider + "' " + what + ", " + ids);
    }
}
