package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exchanges of one check, kept for the message of a failure. Thread-safe. */
final class ExchangeLog {
    private static final int SHOWN = 600;
    private static final int LARGE = 100_000;

    private final Redaction redaction;
    private final List<String> requests = new ArrayList<>();
    private final List<String> replies = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private @Nullable String brokenBy;

    ExchangeLog(Redaction redaction) {
        this.redaction = redaction;
    }

    synchronized int began(RecordedRequest request, Endpoint endpoint) {
        StringBuilder text = new StringBuilder(request.method() + " " + request.path() + " (" + endpoint + ")");
        for (String name : request.headerNames()) {
            text.append("\n").append(name).append(": ").append(String.join(", ", request.headers(name)));
        }
        text.append("\n\n").append(cut(request.bodyText()));
        requests.add(text.toString());
        replies.add("still open");
        arrivals.add(System.nanoTime());
        return requests.size() - 1;
    }

    synchronized void ended(int number, Reply reply, Situation situation) {
        String text;
        if (situation instanceof Situation.Breaks breaks) {
            text = "connection broken: " + breaks.fault();
        } else {
            String hint = reply.header("Retry-After")
                    .map(value -> "\nRetry-After: " + value)
                    .orElse("");
            text = reply.status() + hint + "\n\n" + cut(reply.body());
        }
        replies.set(number, text);
    }

    /** The kit's server could not answer, since a method of the dialect has failed. */
    synchronized void broken(RecordedRequest request, Throwable failure) {
        brokenBy = Expect.shown(failure) + " for " + request;
    }

    /** What has failed in the dialect, or nothing. */
    synchronized Optional<String> brokenBy() {
        return Optional.ofNullable(brokenBy);
    }

    /** When the requests came in, by {@link System#nanoTime()}. */
    synchronized List<Long> arrivals() {
        return List.copyOf(arrivals);
    }

    synchronized String last() {
        if (requests.isEmpty()) {
            return "none: no request has reached the server";
        }
        int last = requests.size() - 1;
        return redaction.clean("request " + requests.size() + ": " + requests.get(last) + "\n→ " + replies.get(last));
    }

    /** What is far too long to be shown is not even decoded. */
    private static String cut(byte[] body) {
        return body.length <= LARGE
                ? cut(new String(body, StandardCharsets.UTF_8))
                : new String(body, 0, SHOWN, StandardCharsets.UTF_8) + "… (" + body.length + " bytes)";
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
