package io.github.llmbeans.tck.run;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.FaultPort;
import io.github.llmbeans.tck.Mode;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.TelemetryUnderTest;
import io.github.llmbeans.tck.internal.Resources;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What can be shown with a provider, decided once from what its author says. Immutable. */
final class Applicability {
    private static final Set<Need> WITH_HTTP = EnumSet.of(
            Need.TOKENS,
            Need.STATIC_KEY,
            Need.KEY,
            Need.REQUEST_ID,
            Need.CLIENT_ID,
            Need.CALLER_ID,
            Need.STREAM_END,
            Need.STREAM_DAMAGE,
            Need.CALL_ATTEMPTS,
            Need.UNHELD,
            Need.CONTAINER,
            Need.CONTAINER_END);
    private static final int WORDS = 10;
    private static final int REPEATS = 100;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Set<Need> OF_ANSWERS =
            EnumSet.of(Need.ANSWER_SESSION, Need.ANSWER_TIME, Need.REASONING, Need.FUNCTION_CALLS, Need.FUNCTION_STATE);
    private static final ProviderConfig ANY = ProviderConfig.builder("tck-facts")
            .apiKey("dGNrOnRjaw==")
            .model("tck-model")
            .baseUrl("http://127.0.0.1:1/v1")
            .authUrl(URI.create("http://127.0.0.1:1/oauth/token"))
            .build();

    private final Map<Need, String> cannot = new EnumMap<>(Need.class);

    private Applicability(Map<Need, String> cannot, Map<Need, String> more) {
        this.cannot.putAll(more);
        this.cannot.putAll(cannot);
    }

    Applicability(ProviderUnderTest subject) {
        if (subject instanceof Dialect == subject instanceof FaultPort) {
            throw new IllegalArgumentException(
                    "a provider under test must be either a Dialect or a FaultPort: " + subject.getClass());
        }
        for (Map.Entry<Need, String> reason : subject.cannot().entrySet()) {
            requireReason(subject, reason.getKey(), reason.getValue());
            cannot.put(reason.getKey(), reason.getValue());
        }
        if (subject instanceof FaultPort) {
            String noWire = "the provider has no wire, its author supplies a fault port";
            cannot.putIfAbsent(Need.HTTP, noWire);
            cannot.putIfAbsent(Need.TOKENS, noWire);
            cannot.putIfAbsent(Need.STATIC_KEY, noWire);
            cannot.putIfAbsent(Need.REQUEST_ID, noWire);
            OF_ANSWERS.forEach(need -> cannot.putIfAbsent(need, noWire));
        }
        boolean noWay = cannot.containsKey(Need.TOKENS) && cannot.containsKey(Need.STATIC_KEY);
        if (subject instanceof Dialect && noWay && !cannot.containsKey(Need.KEY)) {
            throw new IllegalArgumentException(
                    "cannot() must not name both TOKENS and STATIC_KEY for a provider with a KEY: it is sent somehow");
        }
        if (!cannot.containsKey(Need.TOKENS)) {
            cannot.putIfAbsent(Need.STATIC_KEY, "the provider asks for tokens and does not send its key itself");
        }
        if (!(subject instanceof Dialect dialect) || dialect.idHeader().isEmpty()) {
            cannot.putIfAbsent(Need.SENT_ID, "the dialect names no header with an id that the client makes");
        }
        settable(Need.ASYNC_BOUND, "withAsyncCalls", subject.withAsyncCalls(ANY, 1), "the bound");
        settable(Need.STREAM_SILENCE, "withStreamSilence", subject.withStreamSilence(ANY, SECOND), "it");
        settable(Need.CONCURRENCY_LIMIT, "withConcurrencyLimit", subject.withConcurrencyLimit(ANY, 1, 1), "the limit");
        settable(Need.RETRY_BUDGET, "withRetryBudget", subject.withRetryBudget(ANY, REPEATS), "the budget");
        settable(Need.CIRCUIT_BREAKER, "withCircuitBreaker", subject.withCircuitBreaker(ANY, 1, SECOND), "it");
        telling(subject);
        if (subject.mode() == Mode.PLAIN) {
            cannot.putIfAbsent(Need.CONTAINER, "there is no container in an ordinary JVM; see the other modes");
            cannot.putIfAbsent(Need.CONTAINER_END, "there is no container in an ordinary JVM; see the other modes");
        }
        if (subject.mode() == Mode.SERVER) {
            cannot.putIfAbsent(Need.CONTAINER_END, "the kit runs inside the container and cannot end it");
        }
    }

    private void telling(ProviderUnderTest subject) {
        Optional<BaseProvider> observed = subject.createObserved(ANY, CallObserver.none());
        observed.ifPresent(BaseProvider::close);
        if (observed.isEmpty()) {
            String nobody = "createObserved(...) gives none: nobody can be told of the calls";
            cannot.putIfAbsent(Need.CALL_OBSERVER, nobody);
            cannot.putIfAbsent(Need.CALL_ATTEMPTS, nobody);
        }
        if (!(subject instanceof TelemetryUnderTest)) {
            cannot.putIfAbsent(Need.OPEN_TELEMETRY, "the author's class does not implement TelemetryUnderTest");
        } else if (!Resources.present("io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader")) {
            cannot.putIfAbsent(
                    Need.OPEN_TELEMETRY,
                    "opentelemetry-sdk-testing is not on the class path, so nobody could look at what is told");
        }
    }

    private void settable(Need need, String method, Optional<ProviderConfig> set, String what) {
        if (set.isEmpty()) {
            cannot.putIfAbsent(need, method + "(...) is not overridden: " + what + " cannot be set");
        }
    }

    private static void requireReason(ProviderUnderTest subject, Need need, String reason) {
        if (reason.strip().length() < WORDS) {
            throw new IllegalArgumentException(
                    "cannot() must give a reason for " + need + " in a few words, was \"" + reason + "\"");
        }
        if (subject instanceof Dialect && !WITH_HTTP.contains(need)) {
            throw new IllegalArgumentException("cannot() must not name " + need
                    + " for a provider that talks HTTP, since the kit plays its server; it may name " + WITH_HTTP);
        }
    }

    /** The same, with needs that were found not to be served. */
    Applicability without(Map<Need, String> reasons) {
        return new Applicability(cannot, reasons);
    }

    Set<Need> lacking(Collection<Need> needs) {
        Set<Need> lacking = EnumSet.noneOf(Need.class);
        lacking.addAll(needs);
        lacking.retainAll(cannot.keySet());
        return lacking;
    }

    String reasons(Set<Need> lacking) {
        return lacking.stream().map(need -> need + ": " + cannot.get(need)).collect(Collectors.joining("; "));
    }

    /** Everything that is not offered, with the reason, for the first page of the report. */
    Map<String, String> allReasons() {
        Map<String, String> reasons = new TreeMap<>();
        cannot.forEach((need, reason) -> reasons.put(need.name(), reason));
        return reasons;
    }
}
