package io.github.llmbeans.gigachat.internal.error;

import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From an exception of the REST client's engine to ours. Engines wrap what happened differently, so the whole chain of
 * causes is searched for what {@link EngineExceptions} knows.
 */
public final class NetworkFailures {
    private final String provider;
    private final SettingNames names;
    private final Secrets secrets;
    private final WrongScheme scheme;

    public NetworkFailures(String provider, SettingNames names, Secrets secrets) {
        this.provider = provider;
        this.names = names;
        this.secrets = secrets;
        this.scheme = new WrongScheme(names);
    }

    /** The exception for a caller; ours, if there is one in the chain already. */
    public ProviderException exception(Throwable failure, Endpoint endpoint, URI address) {
        return exception(failure, endpoint, address, null);
    }

    /** The same when an answer had begun, with the server's id of the request. */
    public ProviderException exception(Throwable failure, Endpoint endpoint, URI address, @Nullable String requestId) {
        if (find(failure, ProviderException.class::isInstance) instanceof ProviderException ours) {
            return ours;
        }
        if (find(failure, EngineExceptions::interrupted) != null) {
            // Not every engine leaves the flag that says whose doing it was.
            Thread.currentThread().interrupt();
        }
        String key = endpoint == Endpoint.OAUTH ? "auth-url" : "base-url";
        String setting = names.of(key);
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        String who = "Provider '" + provider + "': " + endpoint.label() + " at " + address;
        Failure once = Failure.of(provider).withRequestId(requestId);
        Failure again = once.withRetryable(true);
        boolean late = find(failure, EngineExceptions::late) != null;
        if (!late && find(failure, BrokenAnswerException.class::isInstance) != null) {
            return notWhole(who, endpoint, setting, once, failure);
        }
        String look = scheme.look(key, secure ? "https" : "http");
        if (find(failure, WrongScheme::noTls) != null) {
            return new ProviderUnavailableException(who + " does not speak TLS, and " + look, once, failure);
        }
        String tls = new TlsFailures(names, secrets).sentence(failure, setting, address);
        if (tls != null) {
            boolean broken = find(failure, e -> e instanceof SocketException || EngineExceptions.brokenOff(e)) != null;
            boolean token = endpoint == Endpoint.OAUTH && broken;
            return new ProviderUnavailableException(who + tls, token ? again : once, failure);
        }
        if (find(failure, EngineExceptions::unknownHost) != null) {
            return new ProviderUnavailableException(
                    who + " cannot be reached: unknown host '" + address.getHost() + "'. Check " + setting,
                    again,
                    failure);
        }
        if (find(failure, EngineExceptions::lateConnection) != null) {
            return new ProviderTimeoutException(
                    who + " did not accept a connection in time. Check " + setting + " and the network",
                    again,
                    failure);
        }
        if (late) {
            return new ProviderTimeoutException(
                    who + " did not answer in time. Check " + names.of("timeout"), once, failure);
        }
        if (find(failure, e -> e instanceof ConnectException || e instanceof NoRouteToHostException) != null) {
            return new ProviderUnavailableException(
                    who + " cannot be reached: connection refused or no route. Check " + setting, again, failure);
        }
        if (find(failure, EngineExceptions::nothingCame) != null) {
            String hint = secure
                    ? ". A server that demands a client certificate may do so: see " + names.of("cert-file")
                    : ". A server that speaks TLS may do so, and " + look;
            return new ProviderUnavailableException(
                    who + " closed the connection without an answer" + hint, again, failure);
        }
        ProviderException broken = notWhole(who, endpoint, setting, once, failure);
        if (secure) {
            return broken;
        }
        if (find(failure, WrongScheme::noHttp) != null) {
            return saying(broken, ". A server that speaks TLS answers like this, and " + look);
        }
        boolean closed = find(failure, WrongScheme::perhapsNoHttp) != null;
        return closed ? saying(broken, ". A server that speaks TLS may do so, and " + look) : broken;
    }

    /** A request for a token may be sent again; an answer may have been paid for. */
    private ProviderException notWhole(String who, Endpoint endpoint, String setting, Failure once, Throwable failure) {
        boolean token = endpoint == Endpoint.OAUTH;
        String then = token ? "Check " + setting + " and the network" : "It may have done what it was asked for";
        return new ProviderUnavailableException(
                who + " gave no whole answer: " + said(root(failure)) + ". " + then,
                once.withRetryable(token && find(failure, IOException.class::isInstance) != null),
                failure);
    }

    private static ProviderException saying(ProviderException e, String more) {
        return new ProviderUnavailableException(e.getMessage() + more, e.failure(), e.getCause());
    }

    private String said(Throwable e) {
        String message = Excerpt.of(e.getMessage() == null ? "" : e.getMessage(), secrets);
        String type = e.getClass().getSimpleName();
        return message.isEmpty() ? type : type + " " + message;
    }

    private static Throwable root(Throwable failure) {
        Throwable last = failure;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        while (last.getCause() != null && seen.add(last)) {
            last = last.getCause();
        }
        return last;
    }

    static @Nullable Throwable find(Throwable failure, Predicate<Throwable> wanted) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable e = failure; e != null && seen.add(e); e = e.getCause()) {
            if (wanted.test(e)) {
                return e;
            }
        }
        return null;
    }
}
