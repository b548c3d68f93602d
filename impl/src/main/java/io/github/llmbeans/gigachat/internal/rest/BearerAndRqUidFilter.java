package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.gigachat.internal.token.AccessToken;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the bearer token, a fresh RqUID, the User-Agent and the ids of the call on each request to the API, and knows the very
 * token that the last request of its line took along. Where a client certificate stands in place of a token, there is no bearer.
 * Thread-safe; registered as a ready instance, since servers do not inject into client filters outside a request.
 */
final class BearerAndRqUidFilter implements ClientRequestFilter {
    static final String RQ_UID = "RqUID";

    private final Function<@Nullable Deadline, AccessToken> tokens;
    private final Consumer<AccessToken> rejected;
    private final Map<String, String> headers;
    private volatile @Nullable AccessToken used;
    private volatile @Nullable Deadline deadline;
    private volatile CallIds ids = CallIds.NONE;

    BearerAndRqUidFilter(
            Function<@Nullable Deadline, AccessToken> tokens,
            Consumer<AccessToken> rejected,
            Map<String, String> headers) {
        this.tokens = tokens;
        this.rejected = rejected;
        this.headers = headers;
    }

    @Override
    public void filter(ClientRequestContext request) {
        AccessToken token = tokens.apply(deadline);
        used = token;
        if (!token.isNone()) {
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.value());
        }
        request.getHeaders().putSingle(RQ_UID, RequestIds.next());
        request.getHeaders().putSingle(HttpHeaders.USER_AGENT, UserAgent.VALUE);
        ids.putOn(request.getHeaders());
        headers.forEach((name, value) -> addUnlessSet(request.getHeaders(), name, value));
    }

    /** Says which ids the next request takes along. */
    void with(CallIds value) {
        ids = value;
    }

    /** Says until when the next request waits for a token; {@code null} for as long as usual. */
    void until(@Nullable Deadline value) {
        deadline = value;
    }

    /** What a call says itself, for instance its session id, comes first. */
    private static void addUnlessSet(MultivaluedMap<String, Object> headers, String name, String value) {
        if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.putSingle(name, value);
        }
    }

    /** The API has rejected the token of the last request, by its status or inside a good answer. */
    void rejectUsed() {
        AccessToken token = used;
        if (token != null && !token.isNone()) {
            rejected.accept(token);
        }
    }
}
