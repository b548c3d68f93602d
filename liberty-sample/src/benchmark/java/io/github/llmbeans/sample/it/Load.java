package io.github.llmbeans.sample.it;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** So many callers that ask again and again for a while. */
final class Load {
    private Load() {}

    /**
     * Asks.
     *
     * @param request method and path
     */
    static Outcome run(OwnServer server, String request, int callers, Duration time) throws InterruptedException {
        String[] parts = request.split(" ");
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.root().resolve(parts[1]));
        HttpRequest sent = parts[0].equals("GET")
                ? builder.build()
                : builder.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"Hello\"}"))
                        .build();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        AtomicLong answers = new AtomicLong();
        AtomicLong failures = new AtomicLong();
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Thread thread = new Thread(
                    () -> {
                        ready.countDown();
                        if (awaits(go)) {
                            long end = System.nanoTime() + time.toNanos();
                            while (System.nanoTime() - end < 0) {
                                (isAnswered(http, sent) ? answers : failures).incrementAndGet();
                            }
                        }
                    },
                    "caller-" + i);
            thread.start();
            threads.add(thread);
        }
        ready.await();
        ServerProcess process = ServerProcess.of(server);
        Duration cpu = process.cpu();
        long begun = System.nanoTime();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long micros = process.cpu().minus(cpu).toNanos() / 1_000;
        return new Outcome(
                answers.get() / seconds, micros / (double) Math.max(1, answers.get()), failures.get());
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static boolean isAnswered(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Outcome median(List<Outcome> all) {
        return new Outcome(
                median(all, Outcome::perSecond),
                median(all, Outcome::serverMicros),
                all.stream().mapToLong(Outcome::failures).sum());
    }

    private static double median(List<Outcome> all, ToDoubleFunction<Outcome> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /**
     * What came of it.
     *
     * @param serverMicros of the server's CPU for each answer
     */
    record Outcome(double perSecond, double serverMicros, long failures) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f answers/s, %.0f us of the server's CPU each, %d failures",
                    perSecond,
                    serverMicros,
                    failures);
        }
    }
}
