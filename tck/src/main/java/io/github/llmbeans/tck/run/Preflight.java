package io.github.llmbeans.tck.run;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at the author's description before anything is checked, so that a mistake in it is told once, by the name of the
 * method, and not by every check.
 */
final class Preflight {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Preflight() {}

    /** The first call of all may load half the classes of the JVM; so a factor for quick checks makes it no shorter. */
    private static Duration patience(Time time) {
        Duration scaled = time.scaled(LIMIT);
        return scaled.compareTo(LIMIT) < 0 ? LIMIT : scaled;
    }

    /** Makes a provider that is never used, to see what it is. */
    static Class<?> providerClass(ProviderUnderTest subject, Time time) {
        ProviderConfig config = ProviderConfig.builder("tck-facts")
                .apiKey("dGNrOnRjaw==")
                .model("tck-model")
                .baseUrl(URI.create("http://127.0.0.1:1/v1"))
                .authUrl(URI.create("http://127.0.0.1:1/oauth/token"))
                .build();
        try (BaseProvider provider = returned("create(config)", time, () -> subject.create(config))) {
            return provider.getClass();
        }
    }

    /** Has one answer made, one refusal, and one call that reaches the model. */
    static void dialect(Stage stage, Dialect dialect) {
        Time time = stage.time();
        Answer answer = stage.usual();
        returned("answer(answer)", time, () -> dialect.answer(answer));
        returned(
                "refusal(refusal)",
                time,
                () -> dialect.refusal(new Refusal(Endpoint.GENERATE, 503, "out of order", answer.requestId())));
        Ended<String> call = returned(
                "generate(...) of the provider",
                time,
                () -> Ended.of(() -> stage.provider().generate("Are you there?")));
        List<RecordedRequest> requests = stage.requests();
        if (requests.isEmpty()) {
            throw new IllegalArgumentException(
                    "generate(...) of the provider has sent nothing to the kit's server: does"
                            + " create(config) use config.baseUrl() and config.authUrl()"
                            + (stage.tls() ? ", and trusting(...) make it trust the certificate?" : "?")
                            + (call.thrown() == null ? "" : " It has thrown " + Expect.shown(call.thrown())),
                    call.thrown());
        }
        List<RecordedRequest> generating = requests.stream()
                .filter(request ->
                        returned("endpoint(request)", time, () -> dialect.endpoint(request)) == Endpoint.GENERATE)
                .toList();
        if (generating.isEmpty()) {
            throw new IllegalArgumentException(
                    "endpoint(request) has called none of the requests GENERATE that generate(...) sends: " + requests);
        }
        returned("read(request)", time, () -> dialect.read(generating.get(0)));
    }

    private static <T> T returned(String method, Time time, Callable<T> call) {
        Duration limit = patience(time);
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, Stage.THREADS + "preflight");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            T value = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (value == null) {
                throw new IllegalArgumentException(method + " has returned null");
            }
            return value;
        } catch (ExecutionException e) {
            throw new IllegalArgumentException(method + " has failed with " + Expect.shown(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new IllegalArgumentException(method + " has not returned within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method, e);
        }
    }
}
