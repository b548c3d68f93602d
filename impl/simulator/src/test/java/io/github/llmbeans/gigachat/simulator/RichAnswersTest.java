package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reasoning, functions and texts for whoever renders them. */
class RichAnswersTest {

    private static final String THOUGHTS =
            "First I read the question once more. Then I weigh what speaks for each answer. Now I am sure. ";

    private final GigaChatSimulator sim = GigaChatSimulator.start();
    private final Client client = new Client(sim);

    @AfterEach
    void close() {
        sim.close();
    }

    private JsonObject message(String body) {
        return Client.object(client.send(client.chat(client.token(), body)))
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message");
    }

    private static String with(String fields, String body) {
        return body.replaceFirst("\\{", "{" + fields + ",");
    }

    private static String reasoning(StreamReader stream) {
        StringBuilder text = new StringBuilder();
        stream.deltas().forEach(delta -> text.append(delta.getString("reasoning_content", "")));
        return text.toString();
    }

    @Test
    void aModelThatReasonsThinksWhenItIsAskedTo() {
        String body =
                with("\"reasoning_effort\":\"low\"", Client.question("Hi")).replace("GigaChat-2", "GigaChat-3-Ultra");

        assertThat(message(body).getString("reasoning_content")).isEqualTo("First I read the question once more. ");
        StreamReader stream = client.stream(with("\"stream\":true", body)).toTheEnd();
        assertThat(reasoning(stream)).isEqualTo("First I read the question once more. ");
        assertThat(stream.text()).endsWith("You asked: “Hi”.");
        assertThat(stream.deltas().get(0).getString("role")).isEqualTo("assistant");
        assertThat(stream.deltas().get(0)).containsKey("reasoning_content");
    }

    @Test
    void otherModelsAndOtherRequestsDoNotThink() {
        assertThat(message(with("\"reasoning_effort\":\"high\"", Client.question("Hi"))))
                .doesNotContainKey("reasoning_content");
        assertThat(message(Client.question("Hi").replace("GigaChat-2", "GigaChat-3-Ultra")))
                .doesNotContainKey("reasoning_content");
    }

    @Test
    void aWordMakesAnyModelThink() {
        assertThat(message(Client.question("/think")).getString("reasoning_content"))
                .isEqualTo(THOUGHTS);
        assertThat(reasoning(client.stream(Client.streamed("/think")).toTheEnd()))
                .isEqualTo(THOUGHTS);
    }

    @Test
    void aPictureTakesItsTimeAndComesWhole() {
        StreamReader stream = client.stream(with("\"function_call\":\"auto\"", Client.streamed("/image")))
                .toTheEnd();

        assertThat(stream.deltas().subList(0, 2)).allSatisfy(delta -> {
            assertThat(delta.getString("role")).isEqualTo("function_in_progress");
            assertThat(delta.getString("name")).isEqualTo("text2image");
            assertThat(delta).containsKey("created");
        });
        assertThat(stream.deltas().get(0).getString("content")).isEqualTo("20");
        assertThat(stream.deltas().get(2).getString("role")).isEqualTo("assistant");
        assertThat(stream.deltas().get(2)).containsKey("functions_state_id");
        assertThat(stream.text()).startsWith("<img src=\"").contains("fuse=\"true\"/> Hello!");
        assertThat(stream.finishReason()).isEqualTo("stop");
    }

    @Test
    void aPictureInOneBodyIsTheSame() {
        JsonObject message = message(with("\"function_call\":\"auto\"", Client.question("/image")));

        assertThat(message.getString("content")).startsWith("<img src=\"");
        assertThat(message).containsKey("functions_state_id");
    }

    @Test
    void withoutLeaveToUseFunctionsThereIsNoPicture() {
        assertThat(message(Client.question("/image")).getString("content")).doesNotContain("<img");
    }

    @Test
    void theFirstFunctionOfTheRequestIsCalledWithArgumentsOfItsTypes() {
        String functions = "\"functions\":[{\"name\":\"weather\",\"parameters\":{\"type\":\"object\",\"properties\":{"
                + "\"place\":{\"type\":\"string\"},\"days\":{\"type\":\"integer\"},\"warm\":{\"type\":\"boolean\"},"
                + "\"unit\":{\"enum\":[\"C\",\"F\"]},\"more\":{\"type\":\"object\"},\"list\":{\"type\":\"array\"}}}}]";
        String call = "{\"name\":\"weather\",\"arguments\":{\"place\":\"text\",\"days\":1,\"warm\":true,\"unit\":\"C\","
                + "\"more\":{},\"list\":[]}}";

        JsonObject message = message(with(functions, Client.question("/function")));
        assertThat(message.getJsonObject("function_call")).hasToString(call);
        assertThat(message.getString("content")).isEmpty();

        StreamReader stream =
                client.stream(with(functions, Client.streamed("/function"))).toTheEnd();
        assertThat(stream.deltas()).hasSize(2);
        assertThat(stream.deltas().get(0).getJsonObject("function_call")).hasToString(call);
        assertThat(stream.deltas().get(0)).containsKey("functions_state_id");
        assertThat(stream.finishReason()).isEqualTo("function_call");
    }

    @Test
    void withoutFunctionsNoneIsCalled() {
        assertThat(message(Client.question("/function"))).doesNotContainKey("function_call");
    }

    @Test
    void markdownHasAllThatAPageRenders() {
        String text = client.stream(Client.streamed("/markdown")).toTheEnd().text();

        assertThat(text).isEqualTo(message(Client.question("/markdown")).getString("content"));
        assertThat(text).contains("# A heading", "- one", "|---|", "```java", "**bold**");
    }

    @Test
    void theHostileAnswerTriesEverythingThatAPageMustNotRun() {
        String text = client.stream(Client.streamed("/hostile")).toTheEnd().text();

        assertThat(text)
                .contains(
                        "<script>", "onerror=", "href=\"javascript:", "](javascript:", "<iframe", "onload=", "<style>")
                .endsWith("**The end of the hostile answer.**\n");
    }
}
