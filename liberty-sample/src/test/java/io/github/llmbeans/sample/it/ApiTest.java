package io.github.llmbeans.sample.it;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.StreamScript;
import io.github.llmbeans.tck.server.RecordedRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the REST API over real HTTP, as a visitor who has never been here. */
@ExtendWith(ArquillianExtension.class)
abstract class ApiTest {
    static final GigaChatSimulator SIMULATOR = Simulators.MAIN;

    @ArquillianResource
    URI root;

    Api api;

    @BeforeEach
    void start() {
        api = new Api(root);
        SIMULATOR.reset();
        // It is asked for while the application starts, and is none of the test's questions.
        Patience.until(() -> Api.object(api.get("api/info")).containsKey("greeting"));
        SIMULATOR.clearRequests();
    }

    /** Asks without a conversation. */
    EventReader ask(String question) {
        return api.stream("api/stream", messages(question));
    }

    /** Asks in the main conversation of the visitor. */
    EventReader say(String question) {
        return api.stream("api/conversation/stream", prompt(question));
    }

    List<JsonObject> turns() {
        return turns(api, "main");
    }

    static List<JsonObject> turns(Api visitor, String conversation) {
        return Api.read(visitor.get("api/conversation?id=" + conversation).body())
                .asJsonArray()
                .getValuesAs(JsonObject.class);
    }

    static String prompt(String question) {
        return Json.createObjectBuilder().add("prompt", question).build().toString();
    }

    static String messages(String question) {
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

    static StreamScript pieces(String... texts) {
        return StreamScript.start().pieces(texts);
    }

    /** The newest question that has reached the model. */
    static RecordedRequest asked() {
        List<RecordedRequest> requests = SIMULATOR.completionRequests();
        return requests.get(requests.size() - 1);
    }

    static List<JsonObject> sent() {
        return SIMULATOR.completionRequests().stream()
                .map(RecordedRequest::bodyText)
                .map(body -> Api.read(body).asJsonObject())
                .toList();
    }
}
