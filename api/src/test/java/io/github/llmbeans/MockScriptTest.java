package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a mock answers, and which script goes first. */
@Timeout(30)
class MockScriptTest {
    private final MockProvider mock = new MockProvider();

    @Test
    void answersComeInTheirOrder() {
        MockScript script = mock.script("one", "two").answer("three");

        assertThat(script.remaining()).isEqualTo(3);
        assertThat(mock.generate("a")).isEqualTo("one");
        assertThat(mock.generate("b")).isEqualTo("two");
        assertThat(script.remaining()).isEqualTo(1);
        assertThat(mock.generate("c")).isEqualTo("three");
        assertThat(script.remaining()).isZero();
    }

    @Test
    void aScriptThatIsUsedUpSaysHowManyStepsItHad() {
        mock.script("one", "two");
        mock.generate("a");
        mock.generate("b");

        assertThatIllegalStateException()
                .isThrownBy(() -> mock.generate("secret"))
                .withMessage("The call of provider 'mock' (with a prompt of 6 characters; see lastRequest()) finds its"
                        + " script used up: it had 2 steps, and this is attempt 3. Add answers, or end it with"
                        + " thenRepeat() or thenPassOn()");
        assertThatIllegalStateException()
                .isThrownBy(() -> mock.generate("secret"))
                .withMessageContaining("attempt 4");
    }

    @Test
    void answersCanBeAddedToAScriptThatIsUsedUp() {
        MockScript script = mock.script("one");
        mock.generate("a");
        script.answer("two");

        assertThat(mock.generate("b")).isEqualTo("two");
    }

    @Test
    void aScriptCanRepeatItsLastAnswerInTheEnd() {
        mock.script("one", "two").thenRepeat();

        assertThat(mock.generate("a")).isEqualTo("one");
        assertThat(mock.generate("b")).isEqualTo("two");
        assertThat(mock.generate("c")).isEqualTo("two");
    }

    @Test
    void aScriptCanPassOnToTheUsualAnswerInTheEnd() {
        mock.script("one").thenPassOn();

        assertThat(mock.generate("a")).isEqualTo("one");
        assertThat(mock.generate("b")).isEqualTo("Mock response to: b");
    }

    @Test
    void aPromptIsFoundExactlyByAPartByItsFormAndByTheWholeRequest() {
        mock.when("Hello").answer("exact");
        mock.whenContains("weather").answer("part");
        mock.whenMatches("\\d+ \\+ \\d+.*").answer("form");
        mock.when(request -> "big".equals(request.model())).answer("model");

        assertThat(mock.generate("Hello")).isEqualTo("exact");
        assertThat(mock.generate("Hello!")).isEqualTo("Mock response to: Hello!");
        assertThat(mock.generate("The weather?")).isEqualTo("part");
        assertThat(mock.generate("The Weather?")).isEqualTo("Mock response to: The Weather?");
        assertThat(mock.generate("2 + 2\nplease")).isEqualTo("form");
        assertThat(mock.generate("so 2 + 2")).isEqualTo("Mock response to: so 2 + 2");
        assertThat(mock.chat(ChatRequest.builder().user("Hi").model("big").build())
                        .text())
                .isEqualTo("model");
    }

    @Test
    void theLastMessageOfTheUserIsThePrompt() {
        mock.when("second").answer("found");

        assertThat(mock.chat(ChatRequest.builder()
                                .user("first")
                                .assistant("answer")
                                .user("second")
                                .assistant("so far")
                                .build())
                        .text())
                .isEqualTo("found");
    }

    @Test
    void theLatestScriptThatFitsGoesFirst() {
        mock.whenContains("a").answer("set-up");
        mock.when("a").answer("test");

        assertThat(mock.generate("a")).isEqualTo("test");
        assertThat(mock.generate("ab")).isEqualTo("set-up");
    }

    @Test
    void whatFitsRepeatsItsLastAnswer() {
        mock.when("a").answer("one", "two");

        assertThat(mock.generate("a")).isEqualTo("one");
        assertThat(mock.generate("a")).isEqualTo("two");
        assertThat(mock.generate("a")).isEqualTo("two");
    }

    @Test
    void whatPassesOnLeavesTheCallToTheNextThatFits() {
        mock.whenContains("a").answer("older");
        mock.when("a").answer("once").thenPassOn();

        assertThat(mock.generate("a")).isEqualTo("once");
        assertThat(mock.generate("a")).isEqualTo("older");
    }

    @Test
    void otherwiseComesLastWheneverItWasMade() {
        mock.when("a").answer("one");
        mock.otherwise().answer("else");

        assertThat(mock.generate("a")).isEqualTo("one");
        assertThat(mock.generate("b")).isEqualTo("else");
    }

    @Test
    void aMockCanRefuseWhatIsNotScripted() {
        mock.when("a").answer("one");
        mock.otherwise().thenRefuse();

        assertThat(mock.generate("a")).isEqualTo("one");
        assertThatIllegalStateException()
                .isThrownBy(() -> mock.generate("other"))
                .withMessage("The call of provider 'mock' (with a prompt of 5 characters; see lastRequest()) was not"
                        + " expected: the script that fits it has no answer");
    }

    @Test
    void aScriptWithoutStepsIsNoneYet() {
        mock.when("a");
        mock.otherwise();

        assertThat(mock.generate("a")).isEqualTo("Mock response to: a");
    }

    @Test
    void whatIsScriptedGoesBeforeTheMode() {
        MockProvider overloaded = new MockProvider("mock-ratelimit");
        overloaded.when("a").answer("one");

        assertThat(overloaded.generate("a")).isEqualTo("one");
    }

    @Test
    void badScriptsAreRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script().answer())
                .withMessage("number of texts must be at least 1, was 0");
        assertThatNullPointerException()
                .isThrownBy(() -> mock.script("a", null))
                .withMessage("texts[1] must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script().pieces("a", ""))
                .withMessage("length of pieces[1] must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script("a").times(0))
                .withMessage("count must be between 1 and 1000000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script("a").breakAfter(-1))
                .withMessage("count must be at least 0, was -1");
        assertThatIllegalStateException()
                .isThrownBy(() -> mock.script().times(2))
                .withMessage("times needs an answer or a failure before it, and there is none");
    }

    @Test
    void aMockThatIsResetIsAsGoodAsNew() {
        mock.script("one").thenRepeat();
        mock.otherwise().answer("else");
        mock.healthy(false);
        mock.generate("a");
        mock.reset();

        assertThat(mock.calls()).isEmpty();
        assertThat(mock.callCount()).isZero();
        assertThat(mock.healthCheck()).isTrue();
        assertThat(mock.generate("a")).isEqualTo("Mock response to: a");
    }
}
