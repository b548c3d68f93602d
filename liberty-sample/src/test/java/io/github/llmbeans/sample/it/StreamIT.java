package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.sample.it.EventReader.Event;
import io.github.llmbeans.tck.server.Gate;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Answers as server-sent events, over a real socket. */
class StreamIT extends ApiTest {

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("stream", Simulators.settings("gigachat.", SIMULATOR));
    }

    @Test
    void everyPieceLeavesAsSoonAsTheModelHasWrittenIt() {
        Gate first = new Gate();
        Gate second = new Gate();
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                pieces("Привет ")
                        .pass(first)
                        .pieces("🙂")
                        .pass(second)
                        .finish("stop")
                        .done()
                        .reply()
                        .header("X-Request-Id", "request-7"));
        try (EventReader events = ask("hello")) {
            JsonObject started = events.next("started").data();
            assertThat(started.getString("requestId")).isEqualTo("request-7");
            assertThat(started.getString("model")).startsWith("GigaChat-2-");
            assertThat(events.next("text").text()).isEqualTo("Привет ");
            first.open();
            assertThat(events.next("text").text()).isEqualTo("🙂");
            second.open();
            JsonObject finished = events.rest().get(0).data();
            assertThat(finished.getString("finishReason")).isEqualTo("stop");
            assertThat(finished.getString("requestId")).isEqualTo("request-7");
            assertThat(finished.getJsonObject("usage").getInt("cachedPromptTokens"))
                    .isNotNegative();
        }
    }

    @Test
    void aStreamedAnswerIsCountedLikeAnyOther() {
        long before = answers();
        ask("count me").rest();
        Patience.until(() -> answers() == before + 1);
    }

    private long answers() {
        return Api.object(api.get("api/info")).getJsonNumber("answers").longValue();
    }

    @Test
    void nothingOnTheWayKeepsAnAnswerBackOrForLater() {
        try (EventReader events = ask("hello")) {
            assertThat(events.response().statusCode()).isEqualTo(200);
            assertThat(events.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type ->
                            assertThat(type.replace(" ", "")).isEqualToIgnoringCase("text/event-stream;charset=UTF-8"));
            assertThat(events.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(events.response().headers().firstValue("X-Accel-Buffering"))
                    .hasValue("no");
            assertThat(events.rest()).extracting(Event::name).contains("started", "text", "finished");
        }
    }

    @Test
    void reasoningAndFunctionsAtWorkAreEventsOfTheirOwn() {
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                pieces().reasoning("Hm.")
                        .progress("text2image", 12)
                        .pieces("Here")
                        .finish("stop")
                        .done()
                        .reply());
        try (EventReader events = ask("paint")) {
            List<Event> all = events.rest();
            assertThat(all)
                    .extracting(Event::name)
                    .containsExactly("started", "reasoning", "progress", "text", "finished");
            assertThat(all.get(1).text()).isEqualTo("Hm.");
            assertThat(all.get(2).data().getString("function")).isEqualTo("text2image");
            assertThat(all.get(2).data().getInt("remainingSeconds")).isEqualTo(12);
        }
    }

    @Test
    void aCharacterOfWhichTheModelSendsEachHalfForItselfArrivesWhole() {
        String chunk = "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"},\"index\":0}],\"created\":1,"
                + "\"model\":\"GigaChat-2-Pro\"}\n\n";
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                pieces().raw(chunk.replace("%s", "\\ud83d"))
                        .raw(chunk.replace("%s", "\\ude42"))
                        .finish("stop")
                        .done()
                        .reply());
        try (EventReader events = ask("smile")) {
            String text = events.rest().stream()
                    .filter(event -> event.name().equals("text"))
                    .map(Event::text)
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo("🙂");
        }
    }

    @Test
    void parametersAndTheModelReachTheModel() {
        String body = """
                {"messages":[{"role":"user","content":"x"}],"params":{"max_tokens":17},"model":"GigaChat-2-Max",
                 "sessionId":"session-7"}""";
        try (EventReader events = api.stream("api/stream", body)) {
            events.rest();
        }
        JsonObject sent = Api.read(asked().bodyText()).asJsonObject();
        assertThat(sent.getBoolean("stream")).isTrue();
        assertThat(sent.getInt("max_tokens")).isEqualTo(17);
        assertThat(sent.getString("model")).isEqualTo("GigaChat-2-Max");
        assertThat(asked().header("X-Session-ID")).hasValue("session-7");
    }

    @Test
    void aFailureBeforeTheFirstEventIsAnOrdinaryError() {
        SIMULATOR.script(Endpoint.COMPLETIONS, WireErrors.tooManyRequests().header("Retry-After", "7"));
        HttpResponse<String> response = api.post("api/stream", messages("hello"));
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(Api.problem(response).getString("type")).isEqualTo("urn:llmbeans:problem:rate-limited");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aFailureInMidStreamIsTheLastEventAndSaysThatAPartHasCome() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one ", "two").cut());
        try (EventReader events = ask("hello")) {
            List<Event> all = events.rest();
            assertThat(all).extracting(Event::name).containsExactly("started", "text", "text", "error");
            JsonObject error = all.get(3).data();
            assertThat(error.getString("type")).isEqualTo("urn:llmbeans:problem:provider-unavailable");
            assertThat(error.getInt("status")).isEqualTo(502);
            assertThat(error.getString("detail")).isNotBlank();
            assertThat(error.getString("provider")).isEqualTo("gigachat");
            assertThat(error.getBoolean("partial")).isTrue();
        }
    }

    @Test
    void aModelThatStaysSilentIsAFailureInTheStreamThatHasBegunMeanwhile() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces().silence());
        try (EventReader events = ask("hello")) {
            JsonObject error = events.next("error").data();
            assertThat(error.getString("type")).isEqualTo("urn:llmbeans:problem:provider-timeout");
            assertThat(error.getInt("status")).isEqualTo(504);
            assertThat(error.getBoolean("partial")).isFalse();
        }
        Server.awaitHangUp(asked());
    }
}
