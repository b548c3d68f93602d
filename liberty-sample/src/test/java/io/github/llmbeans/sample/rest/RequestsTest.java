package io.github.llmbeans.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.Message;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    @Test
    void aPromptAloneIsOneUserMessageWithNothingElseSet() {
        assertThat(Requests.generate(json("{'prompt':'hi'}"))).isEqualTo(ChatRequest.of("hi"));
    }

    @Test
    void nullsCountAsAbsent() {
        assertThat(Requests.generate(json("{'prompt':'hi','params':null,'model':null}")))
                .isEqualTo(ChatRequest.of("hi"));
        assertThat(Requests.generate(json("{'prompt':'hi','params':{'temperature':null,'stop':null,'n':null}}")))
                .isEqualTo(ChatRequest.of("hi"));
    }

    @Test
    void everyParameterIsReadInCamelCase() {
        assertThat(Requests.generate(json("{'prompt':'x','params':{'temperature':0.5,'maxTokens':7,'topP':0.25,"
                                + "'stop':['a','b'],'repetitionPenalty':1.5,'presencePenalty':-1,'frequencyPenalty':1,"
                                + "'seed':-9007199254740993,'n':2}}"))
                        .params())
                .isEqualTo(allParams());
    }

    @Test
    void everyParameterIsReadInSnakeCase() {
        assertThat(Requests.generate(json("{'prompt':'x','params':{'temperature':0.5,'max_tokens':7,'top_p':0.25,"
                                + "'stop':['a','b'],'repetition_penalty':1.5,'presence_penalty':-1,"
                                + "'frequency_penalty':1,'seed':-9007199254740993,'n':2}}"))
                        .params())
                .isEqualTo(allParams());
    }

    @Test
    void aWholeNumberMayBeWrittenAsADecimalOrWithAnExponent() {
        assertThat(maxTokens("20.0")).isEqualTo(20);
        assertThat(maxTokens("2e1")).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "2147483648", "-2147483649", "1e400", "1e999999999", "-1e-400", "'5'", "true", "[]"})
    void whatIsNoWholeNumberOf32BitsIsNeverMadeOne(String number) {
        assertThatThrownBy(() -> maxTokens(number))
                .isInstanceOf(InvalidBodyException.class)
                .hasMessageStartingWith("params.maxTokens must be a whole number between");
    }

    @Test
    void aSeedMayUseAll64BitsAndNotOneMore() {
        assertThat(Requests.generate(json("{'prompt':'x','params':{'seed':9223372036854775807}}"))
                        .params()
                        .seed())
                .isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Requests.generate(json("{'prompt':'x','params':{'seed':9223372036854775808}}")))
                .isInstanceOf(InvalidBodyException.class);
    }

    @Test
    void aConversationKeepsItsOrderModelAndSession() {
        ChatRequest request = Requests.chat(json("{'messages':[{'role':'system','content':'s'},"
                + "{'role':'user','content':'u'},{'role':'assistant','content':''}],'model':'m','sessionId':'i'}"));
        assertThat(request.messages()).containsExactly(Message.system("s"), Message.user("u"), Message.assistant(""));
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.sessionId()).isEqualTo("i");
    }

    @Test
    void aQuestionOfAKeptConversationMayChooseItsModelAndBeAskedOnceMore() {
        JsonBody body = json("{'prompt':'hi','model':'m','params':{'maxTokens':7},'again':true}");
        ChatRequest request = Requests.question(body);
        assertThat(request.messages()).containsExactly(Message.user("hi"));
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.params().maxTokens()).isEqualTo(7);
        assertThat(Requests.again(body)).isTrue();
        assertThat(Requests.again(json("{'prompt':'hi','again':null}"))).isFalse();
        assertThatThrownBy(() -> Requests.again(json("{'again':'yes'}")))
                .isInstanceOf(InvalidBodyException.class)
                .hasMessage("again must be true or false, was string");
    }

    @Test
    void aWholeCharacterOutsideTheBasicPlaneIsFineAndHalfOfOneIsNot() {
        assertThat(Requests.prompt(json("{'prompt':'a\\ud83d\\ude42'}"))).isEqualTo("a🙂");
        assertThatThrownBy(() -> Requests.chat(json("{'messages':[{'role':'user','content':'🙂\\ud83d'}]}")))
                .isInstanceOf(InvalidBodyException.class)
                .hasMessage("messages[0].content must be Unicode, had half of a character (a lone surrogate) at 2");
    }

    @Test
    void aBlankQuestionIsRefused() {
        assertThatThrownBy(() -> Requests.prompt(json("{'prompt':' \\n'}")))
                .isInstanceOf(InvalidBodyException.class)
                .hasMessage("prompt must not be blank");
    }

    @Test
    void aLongValueIsNotRepeatedWholeInTheMessage() {
        String name = "x".repeat(10_000);
        assertThatThrownBy(() -> Requests.generate(json("{'" + name + "':1}")))
                .isInstanceOf(InvalidBodyException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    private static int maxTokens(String number) {
        Integer tokens = Requests.generate(json("{'prompt':'x','params':{'maxTokens':" + number + "}}"))
                .params()
                .maxTokens();
        return tokens == null ? -1 : tokens;
    }

    private static GenerationParams allParams() {
        return GenerationParams.builder()
                .temperature(0.5)
                .maxTokens(7)
                .topP(0.25)
                .stop("a", "b")
                .repetitionPenalty(1.5)
                .presencePenalty(-1)
                .frequencyPenalty(1)
                .seed(-9007199254740993L)
                .n(2)
                .build();
    }

    private static JsonBody json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return new JsonBody(reader.readObject());
        }
    }
}
