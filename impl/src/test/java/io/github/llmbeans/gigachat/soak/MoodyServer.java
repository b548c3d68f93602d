package io.github.llmbeans.gigachat.soak;

import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A GigaChat that is well most of the time, whose tokens live for seconds, and that answers each prompt with its number. */
final class MoodyServer implements AutoCloseable {
    private static final Pattern PROMPT = Pattern.compile("prompt-(\\d+)");
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMillis(1_500);

    private final Random random;
    private final AtomicInteger tokens = new AtomicInteger();
    final FakeServer server;

    MoodyServer(long seed) {
        random = new Random(seed);
        server = FakeServer.builder().threads(64).handler(this::answer).start();
    }

    private synchronized int roll(int sides) {
        return random.nextInt(sides);
    }

    private Reply answer(RecordedRequest request) {
        return request.path().equals("/oauth") ? token() : chat(request);
    }

    private Reply token() {
        return switch (roll(20)) {
            case 0 -> Reply.json(503, "{\"code\":1,\"message\":\"down\"}");
            case 1 -> Reply.html(502, "<html>gateway</html>").after(SHORT);
            case 2 -> Reply.broken(Fault.CONNECTION_RESET);
            case 3 -> Reply.json(200, "garbage");
            case 4 -> fresh().after(Duration.ofMillis(400));
            default -> fresh();
        };
    }

    private Reply fresh() {
        long expires = Instant.now().plusMillis(2_000 + roll(3_000)).toEpochMilli();
        return Reply.json(
                200, "{\"access_token\":\"token-" + tokens.incrementAndGet() + "\",\"expires_at\":" + expires + "}");
    }

    private Reply chat(RecordedRequest request) {
        String body = request.bodyText();
        Matcher prompt = PROMPT.matcher(body);
        String text = prompt.find() ? "answer-" + prompt.group(1) : "answer-to-nothing";
        boolean streamed = body.contains("\"stream\":true");
        return switch (roll(40)) {
            case 0 ->
                Reply.json(429, "{\"status\":429,\"message\":\"Too many requests\"}")
                        .header("Retry-After", "0");
            case 1 -> Reply.html(500, "<html>Internal Server Error</html>");
            case 2 -> Reply.json(503, "");
            case 3 -> Reply.broken(Fault.CONNECTION_RESET);
            case 4 -> Reply.broken(Fault.EMPTY_RESPONSE);
            case 5 -> Reply.broken(Fault.GARBAGE);
            case 6 -> Reply.json(200, "{\"status\":429,\"message\":\"Too many requests\"}");
            case 7 -> Reply.json(401, "{\"status\":401,\"message\":\"Token has expired\"}");
            case 8 -> Reply.json(200, "{\"choices\":").after(SHORT);
            case 9 -> (streamed ? stream(text) : whole(text)).after(LONG);
            case 10 -> streamed ? events(piece("ans").pause(SHORT).cut()) : Reply.json(422, "{\"status\":422}");
            case 11 -> streamed ? events(piece("ans").reset()) : Reply.json(413, "{\"status\":413}");
            case 12 ->
                streamed
                        ? events(piece("ans").send("data: {\"status\":500,\"message\":\"broke\"}\n\n"))
                        : whole(text).dribble(10, Duration.ofMillis(500));
            case 13 -> streamed ? events(piece("ans").silence()) : whole(text).after(Duration.ofSeconds(5));
            default -> streamed ? stream(text) : whole(text).after(SHORT);
        };
    }

    private static Reply whole(String text) {
        return Reply.json(
                200,
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                        + "\"},\"index\":0,\"finish_reason\":\"stop\"}],\"created\":1760000000,\"model\":\"m\","
                        + "\"object\":\"chat.completion\"}");
    }

    private static Reply stream(String text) {
        BodySteps steps = BodySteps.start();
        for (int i = 0; i < text.length(); i += 3) {
            steps = steps.send(chunk(text.substring(i, Math.min(text.length(), i + 3))))
                    .pause(Duration.ofMillis(2));
        }
        return events(steps.send("data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: [DONE]\n\n"));
    }

    private static BodySteps piece(String text) {
        return BodySteps.start().send(chunk(text));
    }

    private static String chunk(String text) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"},\"index\":0}]}\n\n";
    }

    private static Reply events(BodySteps steps) {
        return Reply.of(200).header("Content-Type", "text/event-stream").body(steps);
    }

    @Override
    public void close() {
        server.close();
    }
}
