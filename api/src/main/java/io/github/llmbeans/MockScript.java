package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link MockProvider} does when it is asked, step by step; made by {@link MockProvider#script(String...)}, {@link
 * MockProvider#when(String)} and their relatives. Each <em>attempt</em> of a call takes the next step, so that two
 * failures and an answer are one call that is repeated twice.
 *
 * <pre>{@code
 * llm.script().rateLimit().times(2).answer("At last");
 * llm.when("Weather in Kazan?").callFunction("weather", "{\"city\":\"Kazan\"}").answer("Sunny");
 * llm.whenContains("report").answer("A long report").after(Duration.ofSeconds(5));
 * llm.whenContains("story").pieces("Once ", "upon ", "a time").breakAfter(2);
 * }</pre>
 *
 * <p>{@link #times}, {@link #after}, {@link #every}, {@link #breakAfter(int)} and {@link #silentAfter} say more about the
 * steps that the method before them has added. What follows the last step is said by {@link #thenRepeat()}, {@link
 * #thenPassOn()} or {@link #thenRefuse()}; unless said, {@code script} refuses and everything else repeats.
 *
 * <p>A text that is scripted is given as it is, up to a stop sequence of the request; it is not cut at {@link
 * GenerationParams#maxTokens()}. Ids of the request are given back, and characters are counted as tokens, unless the
 * script says otherwise.
 *
 * <p>Holds from the moment a method returns, also for calls that run already. Thread-safe: each step is taken once.
 * Functions and suppliers are called on the thread of the attempt, several at once if calls are.
 */
public final class MockScript {
    private final MockSteps steps;

    MockScript(MockSteps steps) {
        this.steps = steps;
    }

    MockSteps steps() {
        return steps;
    }

    /**
     * Answers, one after the other.
     *
     * @param texts the answers, at least one; may be empty texts
     * @return this
     * @throws IllegalArgumentException if there is none
     */
    public MockScript answer(String... texts) {
        List<String> all =
                Checks.noNulls("texts", Arrays.asList(Objects.requireNonNull(texts, "texts must not be null")));
        Checks.atLeast("number of texts", all.size(), 1);
        return add(all.stream().map(text -> answering(text, how -> {})).toList());
    }

    /**
     * Answers with more than a text.
     *
     * <pre>{@code
     * llm.script().answer("It was a dark and", how -> how.finishReason(FinishReason.LENGTH));
     * }</pre>
     *
     * @param text the answer, may be empty
     * @param how sets finish reason, usage, reasoning and whatever else an answer has; called once for each attempt
     * @return this
     */
    public MockScript answer(String text, Consumer<ChatResponseBuilder> how) {
        return add(List.of(answering(
                Objects.requireNonNull(text, "text must not be null"),
                Objects.requireNonNull(how, "how must not be null"))));
    }

    /**
     * Answers with a text that depends on the request.
     *
     * @param function makes the answer; what it throws the call throws
     * @return this
     */
    public MockScript answer(Function<? super ChatRequest, String> function) {
        Objects.requireNonNull(function, "function must not be null");
        return add((request, answers) -> answers.answer(
                request,
                Objects.requireNonNull(function.apply(request), "the function of a scripted answer gave null"),
                how -> {}));
    }

    /**
     * Answers with exactly this, provider, model and missing usage included.
     *
     * @param response the answer; only a stop sequence of the request cuts it
     * @return this
     */
    public MockScript respond(ChatResponse response) {
        Objects.requireNonNull(response, "response must not be null");
        return respond(request -> response);
    }

    /**
     * Answers with exactly what a function makes of the request.
     *
     * @param function makes the answer; what it throws the call throws
     * @return this
     */
    public MockScript respond(Function<? super ChatRequest, ChatResponse> function) {
        Objects.requireNonNull(function, "function must not be null");
        return add((request, answers) -> StopSequences.cut(
                Objects.requireNonNull(function.apply(request), "the function of a scripted response gave null"),
                request.params().stop()));
    }

    /**
     * Asks for a function to be called, with {@link FinishReason#FUNCTION_CALL} and an empty text.
     *
     * @param name the function's name, not blank
     * @param arguments the arguments as JSON text
     * @return this
     * @throws IllegalArgumentException if the name is blank
     */
    public MockScript callFunction(String name, String arguments) {
        FunctionCall call = new FunctionCall(name, arguments);
        return answer("", how -> how.functionCall(call).finishReason(FinishReason.FUNCTION_CALL));
    }

    /**
     * Answers with the pieces put together, which a stream gives one by one.
     *
     * @param pieces at least one, none empty
     * @return this
     * @throws IllegalArgumentException if there is none, or one is empty
     */
    public MockScript pieces(String... pieces) {
        return pieces(Arrays.asList(Objects.requireNonNull(pieces, "pieces must not be null")), how -> {});
    }

    /**
     * Answers with the pieces put together, which a stream gives one by one, and with more than a text.
     *
     * @param pieces at least one, none empty
     * @param how sets finish reason, usage, reasoning and whatever else an answer has; called once for each attempt
     * @return this
     * @throws IllegalArgumentException if there is none, or one is empty
     */
    public MockScript pieces(List<String> pieces, Consumer<ChatResponseBuilder> how) {
        List<String> all = Checks.noNulls("pieces", pieces);
        Checks.atLeast("number of pieces", all.size(), 1);
        for (int i = 0; i < all.size(); i++) {
            Checks.atLeast("length of pieces[" + i + "]", all.get(i).length(), 1);
        }
        Objects.requireNonNull(how, "how must not be null");
        return add(List.of(answering(String.join("", all), how).inPieces(all)));
    }

    /**
     * Fails. Each attempt gets a failure of its own ({@link ProviderException#forAnotherCaller()}) with this one as its
     * cause; a class that does not override {@link ProviderException#copy} is thrown as it is. Whether the call is
     * repeated, and not before when, the failure says.
     *
     * @param failure what is thrown
     * @return this
     */
    public MockScript fail(ProviderException failure) {
        return add(failing(failure));
    }

    /**
     * Fails with whatever the supplier gives.
     *
     * @param failure makes a failure for each attempt
     * @return this
     */
    public MockScript fail(Supplier<? extends ProviderException> failure) {
        Objects.requireNonNull(failure, "failure must not be null");
        return add((request, answers) -> {
            throw Objects.requireNonNull(failure.get(), "the supplier of a scripted failure gave null");
        });
    }

    /**
     * Fails like {@code mock-ratelimit}: status 429, retryable, with {@link MockProvider#RETRY_AFTER}.
     *
     * @return this
     */
    public MockScript rateLimit() {
        return rateLimit(MockProvider.RETRY_AFTER);
    }

    /**
     * Fails with status 429, retryable.
     *
     * @param retryAfter when to come back, not negative; one that reaches the deadline ends the call at once
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public MockScript rateLimit(Duration retryAfter) {
        Checks.notNegative("retryAfter", retryAfter);
        return add((request, answers) -> {
            throw answers.rateLimit(retryAfter);
        });
    }

    /**
     * Fails like {@code mock-timeout}: the server says that it was too slow, retryable. For a real wait until the
     * deadline see {@link #after}.
     *
     * @return this
     */
    public MockScript timeout() {
        return like(MockMode.TIMEOUT);
    }

    /**
     * Fails like {@code mock-auth-error}: status 401, not retryable.
     *
     * @return this
     */
    public MockScript authError() {
        return like(MockMode.AUTH_ERROR);
    }

    /**
     * Fails like {@code mock-invalid-request}: status 400, not retryable.
     *
     * @return this
     */
    public MockScript invalidRequest() {
        return like(MockMode.INVALID_REQUEST);
    }

    /**
     * Fails with {@link ProviderUnavailableException}, status 503, retryable.
     *
     * @return this
     */
    public MockScript unavailable() {
        return add((request, answers) -> {
            throw answers.outOfOrder();
        });
    }

    /**
     * The steps before, so many times in all.
     *
     * @param count 1 to 1,000,000
     * @return this
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException if there is no step before
     */
    public MockScript times(int count) {
        steps.repeat(count);
        return this;
    }

    /**
     * The time before each of the steps before answers or fails, by the mock's {@linkplain
     * MockProviderBuilder#sleeper(Sleeper) clock}. If the deadline comes first, the call fails with a {@link
     * ProviderTimeoutException} at the deadline, which is not repeated.
     *
     * @param delay not negative; none unless said
     * @return this
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if there is no step before
     */
    public MockScript after(Duration delay) {
        Checks.notNegative("delay", delay);
        return change("after", step -> step.withDelay(delay));
    }

    /**
     * The time between two pieces of each of the steps before, by the mock's clock. A blocking call takes as long as its
     * stream would.
     *
     * @param interval not negative; none unless said
     * @return this
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if there is no step before
     */
    public MockScript every(Duration interval) {
        Checks.notNegative("interval", interval);
        return change("every", step -> step.withEvery(interval));
    }

    /**
     * The stream breaks with a {@link ProviderUnavailableException}, retryable.
     *
     * @param count after so many pieces, or before its end if it has fewer; at least 0
     * @return this
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if there is no step before
     */
    public MockScript breakAfter(int count) {
        return endAfter("breakAfter", count, (request, answers) -> {
            throw answers.broken();
        });
    }

    /**
     * The stream breaks with a failure. A stream that has begun is not repeated; a blocking call fails likewise, and is
     * repeated if the failure says so.
     *
     * @param count after so many pieces, or before its end if it has fewer; at least 0. To fail before anything has come
     *     there is {@link #fail(ProviderException)}
     * @param failure as {@link #fail(ProviderException)} says
     * @return this
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if there is no step before
     */
    public MockScript breakAfter(int count, ProviderException failure) {
        return endAfter("breakAfter", count, failing(failure));
    }

    /**
     * The stream goes silent, until {@link MockProviderBuilder#streamIdleTimeout(Duration)} or the deadline by the mock's
     * clock; a blocking call until its deadline.
     *
     * @param count after so many pieces, or before its end if it has fewer; at least 0
     * @return this
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if there is no step before
     */
    public MockScript silentAfter(int count) {
        return endAfter("silentAfter", count, null);
    }

    /** After the last step it is taken again and again. Without any step, as {@link #thenPassOn()}. */
    public void thenRepeat() {
        steps.end(MockSteps.End.REPEAT);
    }

    /** After the last step this script is passed over: the next that fits answers, or the model's mode. */
    public void thenPassOn() {
        steps.end(MockSteps.End.PASS_ON);
    }

    /**
     * After the last step an attempt fails with an {@link IllegalStateException} that says how many steps were scripted.
     * Not a {@link ProviderException}, so that no bean takes a gap in its test for a failure of the model. A call that is
     * repeated because the last step was a failure takes that step again: {@code llm.script().rateLimit()} is one call that
     * fails, however often the provider repeats it.
     */
    public void thenRefuse() {
        steps.end(MockSteps.End.REFUSE);
    }

    /**
     * How many steps have not been taken yet.
     *
     * @return 0 if the script is used up
     */
    public int remaining() {
        return steps.remaining();
    }

    private static MockStep answering(String text, Consumer<ChatResponseBuilder> how) {
        return MockStep.of((request, answers) -> answers.answer(request, text, how));
    }

    private MockScript like(MockMode mode) {
        return add((request, answers) -> answers.as(mode, request));
    }

    private static MockSource failing(ProviderException failure) {
        Objects.requireNonNull(failure, "failure must not be null");
        return (request, answers) -> {
            ProviderException copy = failure.forAnotherCaller();
            throw copy.getClass() == failure.getClass() ? copy : failure;
        };
    }

    private MockScript add(MockSource source) {
        return add(List.of(MockStep.of(source)));
    }

    private MockScript add(List<MockStep> more) {
        steps.add(more);
        return this;
    }

    private MockScript endAfter(String method, int count, @Nullable MockSource how) {
        Checks.atLeast("count", count, 0);
        return change(method, step -> step.endingAfter(count, how));
    }

    private MockScript change(String method, UnaryOperator<MockStep> change) {
        steps.change(method, change);
        return this;
    }
}
