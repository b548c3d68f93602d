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
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Preflight() {}

    /** Makes a provider that is never used, to see what it is. */
    static Class<?> providerClass(ProviderUnderTest subject) {
        ProviderConfig config = ProviderConfig.builder("tck-facts")
                .apiKey("dGNrOnRjaw==")
                .model("tck-model")
                .baseUrl(URI.create("http://127.0.0.1:1/v1"))
                .authUrl(URI.create("http://127.0.0.1:1/oauth/token"))
                .build();
        try (BaseProvider provider = returned("create(config)", () -> subject.create(config))) {
            return provider.getClass();
        }
    }

    /** Has one answer made, one refusal, and one call that reaches the model. */
    static void dialect(Stage stage, Dialect dialect) {
        Answer answer = stage.usual();
        returned("answer(answer)", () -> dialect.answer(answer));
        returned(
                "refusal(refusal)",
                () -> dialect.refusal(new Refusal(Endpoint.GENERATE, 503, "out of order", answer.requestId())));
        stage.start(() -> stage.provider().generate("Are you there?")).ended();
        List<RecordedRequest> requests = stage.requests();
        if (requests.isEmpty()) {
            throw new IllegalArgumentException(
                    "generate(...) of the provider has sent nothing to the kit's server: does"
                            + " create(config) use config.baseUrl()" + " and config.authUrl()?");
        }
        List<RecordedRequest> generating = requests.stream()
                .filter(request -> returned("endpoint(request)", () -> dialect.endpoint(request)) == Endpoint.GENERATE)
                .toList();
        if (generating.isEmpty()) {
            throw new IllegalArgumentException(
                    "endpoint(request) has called none of the requests GENERATE that generate(...) sends: " + requests);
        }
        returned("read(request)", () -> dialect.read(generating.get(0)));
    }

    private static <T> T returned(String method, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, Stage.THREADS + "preflight");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            T value = task.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            if (value == null) {
                throw new IllegalArgumentException(method + " has returned null");
            }
            return value;
        } catch (ExecutionException e) {
            throw new IllegalArgumentException(method + " has failed with " + Expect.shown(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new IllegalArgumentException(method + " has not returned within " + LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method, e);
        }
    }
}
