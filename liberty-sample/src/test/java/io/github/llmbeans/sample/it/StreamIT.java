package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.StreamScript;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.sample.it.EventReader.Event;
import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as server-sent events, over a real socket. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StreamIT {
    private static final GigaChatSimulator SIMULATOR = Simulators.MAIN;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ArquillianResource
    URI root;

    private Api api;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("stream", Simulators.settings("gigachat.", SIMULATOR));
    }

    @BeforeEach
    void start() {
        api = new Api(root);
        Patience.until(() -> Api.object(api.get("api/info")).containsKey("greeting"));
        SIMULATOR.reset();
        SIMULATOR.clearRequests();
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
    void whenTheCallerLeavesWhileTheModelIsSilentTheModelIsGivenUp() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one").silence());
        try (EventReader events = ask("hello")) {
            events.next("started");
            events.next("text");
        }
        asked().awaitHangUp(PATIENCE);
    }

    @Test
    void whenTheCallerLeavesBeforeTheModelHasSaidAnythingTheModelIsGivenUpToo() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces().silence());
        try (EventReader events = ask("hello")) {
            assertThat(events.nextOrComment().name()).isEqualTo(":");
        }
        asked().awaitHangUp(PATIENCE);
    }

    @Test
    void aCallerWhoDoesNotReadSlowsTheModelDown() {
        SIMULATOR.script(Endpoint.COMPLETIONS, flood(200));
        try (EventReader events = ask("hello")) {
            events.next("started");
            AtomicLong before = new AtomicLong(-1);
            AtomicLong same = new AtomicLong();
            Patience.until(() -> {
                long sent = asked().bytesSent();
                same.set(before.getAndSet(sent) == sent ? same.get() + 1 : 0);
                return same.get() > 40;
            });
            assertThat(asked().bytesSent()).isPositive().isLessThan(100_000_000);
        }
        asked().awaitHangUp(PATIENCE);
    }

    @Test
    void aFailureBeforeTheFirstEventIsAnOrdinaryError() {
        SIMULATOR.script(Endpoint.COMPLETIONS, WireErrors.tooManyRequests().header("Retry-After", "7"));
        HttpResponse<String> response = api.post("api/stream", body("hello"));
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
        asked().awaitHangUp(PATIENCE);
    }

    @Test
    void theAnswerOfAKeptConversationIsRememberedWithAllThatIsKnownOfIt() {
        say("My name is Anna").rest();
        List<Event> second = say("Who am I?").rest();
        assertThat(second.stream().filter(event -> event.name().equals("text")).map(Event::text))
                .anyMatch(text -> text.contains("Anna"));
        JsonObject turn = turns().get(1);
        assertThat(turn.getString("question")).isEqualTo("Who am I?");
        assertThat(turn.getBoolean("complete")).isTrue();
        assertThat(turn.getJsonObject("answer").getString("text")).contains("Anna");
        assertThat(turn.getJsonObject("answer").getJsonObject("usage").getInt("totalTokens"))
                .isPositive();
        assertThat(SIMULATOR.completionRequests())
                .extracting(request -> request.header("X-Session-ID").orElseThrow())
                .as("the same id lets the model's server use its cache")
                .hasSize(2)
                .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)));
    }

    @Test
    void anAnswerThatIsStoppedEndsProperlyAndWhatHadComeIsRemembered() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("My favourite is").silence());
        try (EventReader events = say("What is your favourite colour?")) {
            events.next("started");
            events.next("text");
            assertThat(api.delete("api/conversation/stream").statusCode()).isEqualTo(204);
            assertThat(events.rest().get(0).data().getString("finishReason")).isEqualTo("stopped");
        }
        asked().awaitHangUp(PATIENCE);
        assertThat(turns()).hasSize(1);
        assertThat(turns().get(0).getBoolean("complete")).isFalse();
        assertThat(turns().get(0).getJsonObject("answer").getString("text")).isEqualTo("My favourite is");
        say("Go on").rest();
        assertThat(Api.read(asked().bodyText())
                        .asJsonObject()
                        .getJsonArray("messages")
                        .toString())
                .contains("My favourite is");
    }

    @Test
    void aQuestionThatIsAskedOnceMoreTakesThePlaceOfItsUnfinishedAnswer() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one ").cut());
        say("Count").rest();
        assertThat(turns().get(0).getBoolean("complete")).isFalse();
        api.stream("api/conversation/stream", "{\"prompt\":\"Count\",\"again\":true}")
                .rest();
        assertThat(turns()).hasSize(1);
        assertThat(turns().get(0).getBoolean("complete")).isTrue();
        api.stream("api/conversation/stream", "{\"prompt\":\"Count\",\"again\":true}")
                .rest();
        assertThat(turns()).as("a complete answer stays").hasSize(2);
    }

    @Test
    void aQuestionOfWhichNoAnswerCameIsNotRemembered() {
        SIMULATOR.script(Endpoint.COMPLETIONS, WireErrors.internalError());
        assertThat(api.post("api/conversation/stream", "{\"prompt\":\"x\"}").statusCode())
                .isEqualTo(502);
        assertThat(turns()).isEmpty();
    }

    @Test
    void whatIsStillBeingAnsweredWhenTheConversationIsForgottenIsForgottenToo() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one").silence());
        try (EventReader events = say("hello")) {
            events.next("started");
            events.next("text");
            assertThat(api.delete("api/conversation").statusCode()).isEqualTo(204);
            events.next("finished");
        }
        asked().awaitHangUp(PATIENCE);
        assertThat(turns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "api/stream | {} | messages must be an array of objects, was missing",
                "api/stream | {\"messages\":[],\"prompt\":\"x\"} | prompt is not known here",
                "api/stream | [] | must be a JSON object",
                "api/stream | {\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"params\":{\"temperature\":3}} | params.temperature",
                "api/conversation/stream | {} | prompt must be a string, was missing",
                "api/conversation/stream | {\"prompt\":\" \"} | blank",
                "api/conversation/stream | {\"prompt\":\"x\",\"again\":1} | again must be true or false, was number 1"
            })
    void aBodyThatDoesNotFitIsNamed(String path, String body, String detail) {
        HttpResponse<String> response = api.post(path, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.problem(response).getString("detail")).contains(detail);
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @Test
    void aParameterThatTheModelDoesNotHaveIsRefusedByName() {
        HttpResponse<String> response = api.post(
                "api/stream", "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"params\":{\"seed\":1}}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.problem(response).getString("parameter")).isEqualTo("seed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/stream", "api/conversation/stream"})
    void aBodyOfMoreThanAMebibyteIsRefused(String path) {
        HttpResponse<String> response = api.post(path, body("x".repeat(1024 * 1024)));
        assertThat(response.statusCode()).isEqualTo(413);
        Api.problem(response);
    }

    @ParameterizedTest
    @CsvSource({"GET,405", "PUT,405", "PATCH,405", "NONSENSE,405"})
    void anUnknownMethodIsAProblemThatNamesTheKnownOnes(String method, int status) {
        HttpResponse<String> response = api.send(api.request("api/stream").method(method, BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(status);
        Api.problem(response);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void otherMediaTypesAreRefusedBothWays() {
        HttpResponse<String> text = api.send(api.request("api/stream")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body("x"))));
        assertThat(text.statusCode()).isEqualTo(415);
        Api.problem(text);
        HttpResponse<String> html = api.send(api.request("api/stream")
                .header("Content-Type", "application/json")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(body("x"))));
        assertThat(html.statusCode()).isEqualTo(406);
        Api.problem(html);
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    private static StreamScript pieces(String... texts) {
        return StreamScript.start().pieces(texts);
    }

    /** Much more than any buffer holds. */
    private static Reply flood(int megabytes) {
        String event = "data: {\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(1000)
                + "\"},\"index\":0}],\"created\":1,\"model\":\"GigaChat-2-Pro\"}\n\n";
        return Reply.of(200)
                .header("Content-Type", "text/event-stream")
                .body(BodySteps.start().send(event.getBytes(StandardCharsets.UTF_8), megabytes * 1000L));
    }

    private EventReader ask(String question) {
        return api.stream("api/stream", body(question));
    }

    private EventReader say(String question) {
        return api.stream(
                "api/conversation/stream",
                Json.createObjectBuilder().add("prompt", question).build().toString());
    }

    private static String body(String question) {
        return Json.createObjectBuilder()
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add("content", question)))
                .build()
                .toString();
    }

    private static RecordedRequest asked() {
        List<RecordedRequest> requests = SIMULATOR.completionRequests();
        return requests.get(requests.size() - 1);
    }

    private List<JsonObject> turns() {
        return Api.read(api.get("api/conversation").body()).asJsonArray().getValuesAs(JsonObject.class);
    }
}
