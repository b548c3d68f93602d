package io.github.llmbeans;

import io.github.llmbeans.internal.AsyncCalls;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider without a model, for tests: it answers as a test has scripted it, and writes down what it was asked.
 *
 * <pre>{@code
 * MockProvider llm = new MockProvider();
 * llm.when("Translate into Russian: Hello").answer("Привет");
 *
 * assertEquals("Привет", new Translator(llm).toRussian("Hello"));
 * assertEquals(1, llm.callCount());
 * }</pre>
 *
 * <h2>What is answered</h2>
 *
 * <p>{@link #script(String...)} answers in order, whatever is asked; {@link #when(String)}, {@link #whenContains},
 * {@link #whenMatches} and {@link #when(Predicate)} answer what they fit; {@link #otherwise()} answers the rest. The latest
 * that fits and has a step goes first, {@code otherwise} last, so that a test can script over what its set-up has
 * scripted. What a step can be is told by {@link MockScript}: answers, computed answers, function calls, failures, delays,
 * streams piece by piece, broken and silent ones.
 *
 * <table>
 * <caption>When all steps of a script are taken</caption>
 * <tr><th>Script</th><th>Then</th><th>Instead, if the script says so</th></tr>
 * <tr><td>{@code script}</td><td>{@link IllegalStateException} with the number of steps</td>
 *     <td>{@link MockScript#thenRepeat()}, {@link MockScript#thenPassOn()}</td></tr>
 * <tr><td>{@code when…}, {@code otherwise}</td><td>the last step again</td>
 *     <td>{@link MockScript#thenPassOn()}, {@link MockScript#thenRefuse()}</td></tr>
 * </table>
 *
 * <p>{@code llm.otherwise().thenRefuse()} lets every call fail for which nothing is scripted.
 *
 * <h2>Without a script</h2>
 *
 * <p>It answers {@code Mock response to: } and the last user message, or as the name of its model says:
 *
 * <table>
 * <caption>Modes</caption>
 * <tr><th>Model</th><th>Calls</th><th>{@link #healthCheck()}</th></tr>
 * <tr><td>{@code mock-normal}</td><td>are answered</td><td>{@code true}</td></tr>
 * <tr><td>{@code mock-timeout}</td><td>{@link ProviderTimeoutException}, retryable</td><td>{@code false}</td></tr>
 * <tr><td>{@code mock-ratelimit}</td><td>{@link RateLimitException}, retryable, status 429, with
 *     {@link #RETRY_AFTER}</td><td>{@code true}: the check generates nothing, so no limit applies</td></tr>
 * <tr><td>{@code mock-auth-error}</td><td>{@link AuthenticationException}, status 401</td><td>{@code false}</td></tr>
 * <tr><td>{@code mock-invalid-request}</td><td>{@link InvalidRequestException}, status 400</td><td>{@code true}: only
 *     the request is wrong</td></tr>
 * <tr><td>with {@code unhealthy} in it</td><td>are answered</td><td>{@code false}</td></tr>
 * <tr><td>without {@code mock-} at its start</td><td>are answered</td><td>{@code true}</td></tr>
 * </table>
 *
 * <p>Every other model that starts with {@code mock-} is refused, so that a misspelt mode is noticed. A provider
 * <em>name</em> with {@code unhealthy} in it makes the health check {@code false} too. {@link ChatRequest#model()}
 * chooses the mode of a single call. {@link #healthy(boolean)} overrules all names.
 *
 * <p>One character counts as one token: {@link GenerationParams#maxTokens()} cuts such an answer at so many characters,
 * without splitting a surrogate pair, and {@link ChatResponse#usage()} and {@link
 * #countTokens(List)} count characters. {@link #models()} are the modes. Stop sequences, session id and
 * request id have their usual effect. Streams give a word at a time. Temperature, top P, repetition penalty and seed are
 * accepted and change nothing. Everything else is not declared and so refused, unless {@link
 * MockProviderBuilder#capabilities} or {@link MockProviderBuilder#options} says otherwise.
 *
 * <h2>What it was asked</h2>
 *
 * <p>{@link #calls()} has the calls in the order in which they were made, blocking, asynchronous and streamed alike: the
 * last {@value #DEFAULT_KEPT_CALLS} unless the builder says otherwise, so that a mock in a server that runs for weeks does
 * not grow. {@link #callCount()} and {@link #attemptCount()} count all of them.
 *
 * <p>Nothing here waits unless it is scripted: failures are repeated as often as the configuration says, but without pauses
 * unless {@link MockProviderBuilder#retryPauses()} asks for them. Thread-safe;
 * needs no network, no key and no closing, but refuses calls once it is closed.
 */
public class MockProvider extends AbstractProvider {
    /** What {@code mock-ratelimit} gives as {@link ProviderException#retryAfter()}: 1 s. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** The provider's name unless said otherwise. */
    public static final String DEFAULT_NAME = "mock";

    /** The model unless said otherwise. */
    public static final String DEFAULT_MODEL = "mock-normal";

    /** How many calls it remembers unless said otherwise. */
    public static final int DEFAULT_KEPT_CALLS = 1000;

    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            Capability.CHAT_HISTORY,
            Capability.SYSTEM_MESSAGE,
            Capability.MODEL_CHOICE,
            Capability.TEMPERATURE,
            Capability.TOP_P,
            Capability.MAX_TOKENS,
            Capability.STOP_SEQUENCES,
            Capability.REPETITION_PENALTY,
            Capability.STREAMING,
            Capability.SEED,
            Capability.SESSION,
            Capability.USAGE,
            Capability.TOKEN_COUNT,
            Capability.MODEL_LIST);

    @SuppressWarnings("this-escape") // It is final, and there since the skeleton's constructor.
    private final MockAnswers answers = new MockAnswers(info());

    private final MockRules rules = new MockRules();
    private final MockCalls calls;
    private final Sleeper sleeper;
    private final Duration idleTimeout;
    private final Set<String> options;
    private final AtomicLong healthChecks = new AtomicLong();
    private volatile @Nullable Boolean healthy;

    /** A mock named {@value #DEFAULT_NAME} that answers. */
    public MockProvider() {
        this(DEFAULT_MODEL);
    }

    /**
     * A mock named {@value #DEFAULT_NAME}.
     *
     * @param model chooses the mode, not blank
     * @throws IllegalArgumentException if the model is blank, or starts with {@code mock-} and is no mode
     */
    public MockProvider(String model) {
        this(ProviderConfig.builder(DEFAULT_NAME).model(model).build());
    }

    /**
     * A mock with a name, a timeout and a number of retries of its own; the key, the addresses and the options are not
     * used.
     *
     * @param config its model chooses the mode; {@value #DEFAULT_MODEL} if it has none
     * @throws IllegalArgumentException if the model starts with {@code mock-} and is no mode
     */
    public MockProvider(ProviderConfig config) {
        this(
                Objects.requireNonNull(config, "config must not be null"),
                new MockProviderBuilder(ProviderConfig.builder(DEFAULT_NAME)));
    }

    MockProvider(ProviderConfig config, MockProviderBuilder builder) {
        super(config, describe(config, builder.capabilities()), retries(config, builder), AsyncCalls.threadPerCall());
        calls = new MockCalls(builder.keepCalls());
        sleeper = builder.sleeper();
        idleTimeout = builder.streamIdleTimeout();
        options = builder.options();
    }

    /**
     * Makes a mock that has a clock, a name, retries, capabilities of its own.
     *
     * @return a new builder, not thread-safe
     */
    public static MockProviderBuilder builder() {
        return new MockProviderBuilder(ProviderConfig.builder(DEFAULT_NAME));
    }

    /**
     * Makes a mock with a configuration and more.
     *
     * @param config as {@link #MockProvider(ProviderConfig)} takes it
     * @return a new builder, not thread-safe
     */
    public static MockProviderBuilder builder(ProviderConfig config) {
        return new MockProviderBuilder(Objects.requireNonNull(config, "config must not be null").toBuilder());
    }

    /**
     * Answers in order, whatever is asked; afterwards refuses, unless the script says otherwise. Without answers, the
     * script is what is added to it: {@code llm.script().unavailable().answer("At last")}.
     *
     * @param texts the first answers; may be none
     * @return the script, to go on with
     */
    public MockScript script(String... texts) {
        Objects.requireNonNull(texts, "texts must not be null");
        MockSteps steps = new MockSteps(info().name(), request -> true, MockSteps.End.REFUSE);
        MockScript script = new MockScript(steps);
        if (texts.length > 0) {
            script.answer(texts);
        }
        rules.add(steps);
        return script;
    }

    /**
     * Answers a prompt.
     *
     * @param prompt what the last user message is, exactly
     * @return the script; does nothing until it has a step
     */
    public MockScript when(String prompt) {
        Objects.requireNonNull(prompt, "prompt must not be null");
        return whenPrompt(prompt::equals);
    }

    /**
     * Answers prompts that contain a text.
     *
     * @param part what the last user message has in it, in this case of letters
     * @return the script; does nothing until it has a step
     */
    public MockScript whenContains(String part) {
        Objects.requireNonNull(part, "part must not be null");
        return whenPrompt(prompt -> prompt.contains(part));
    }

    /**
     * Answers prompts of a form.
     *
     * @param regex what the whole last user message matches; a dot stands for the end of a line too
     * @return the script; does nothing until it has a step
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public MockScript whenMatches(String regex) {
        Pattern pattern = Pattern.compile(Objects.requireNonNull(regex, "regex must not be null"), Pattern.DOTALL);
        return whenPrompt(prompt -> pattern.matcher(prompt).matches());
    }

    /**
     * Answers requests of any kind.
     *
     * <pre>{@code
     * llm.when(request -> "GigaChat-2-Max".equals(request.model())).answer("A better answer");
     * }</pre>
     *
     * @param fits whether a request is answered; called for each attempt, by several threads at once if calls are
     * @return the script; does nothing until it has a step
     */
    public MockScript when(Predicate<? super ChatRequest> fits) {
        Objects.requireNonNull(fits, "fits must not be null");
        return rules.add(new MockSteps(info().name(), fits, MockSteps.End.REPEAT));
    }

    private MockScript whenPrompt(Predicate<String> fits) {
        return when(request -> fits.test(MockCall.promptOf(request)));
    }

    /**
     * Answers whatever no other script answers, whenever it was made; takes the place of an earlier {@code otherwise}.
     *
     * @return the script; does nothing until it has a step or is told to {@linkplain MockScript#thenRefuse() refuse}
     */
    public MockScript otherwise() {
        return rules.otherwise(new MockSteps(info().name(), request -> true, MockSteps.End.REPEAT));
    }

    /**
     * Says how {@link #healthCheck()} comes out from now on, whatever the names say. Calls are answered all the same.
     *
     * @param value whether the mock is healthy
     * @return this
     */
    public MockProvider healthy(boolean value) {
        healthy = value;
        return this;
    }

    /**
     * The calls that were made, the oldest first: the last {@value #DEFAULT_KEPT_CALLS} unless the builder says
     * otherwise. A call is there from the moment at which it is made, a stream when it is subscribed to, also if it is
     * refused. Token counts, lists of models and health checks are no calls.
     *
     * @return an unmodifiable copy
     */
    public List<MockCall> calls() {
        return calls.kept();
    }

    /**
     * What was asked, the oldest first, as {@link #calls()}.
     *
     * @return an unmodifiable copy
     */
    public List<ChatRequest> requests() {
        return calls().stream().map(MockCall::request).toList();
    }

    /**
     * The texts of the last user messages, the oldest first, as {@link #calls()}.
     *
     * @return an unmodifiable copy
     */
    public List<String> prompts() {
        return calls().stream().map(MockCall::prompt).toList();
    }

    /**
     * The latest call.
     *
     * @return the call
     * @throws IllegalStateException if there was none
     */
    public MockCall lastCall() {
        MockCall last = calls.last();
        if (last == null) {
            throw new IllegalStateException("Provider '" + info().name() + "' has not been asked anything");
        }
        return last;
    }

    /**
     * What was asked last.
     *
     * @return the request
     * @throws IllegalStateException if nothing was asked
     */
    public ChatRequest lastRequest() {
        return lastCall().request();
    }

    /**
     * The text of the last user message of what was asked last.
     *
     * @return the text; empty if there was no user message
     * @throws IllegalStateException if nothing was asked
     */
    public String lastPrompt() {
        return lastCall().prompt();
    }

    /**
     * How many calls were made, those that are not remembered included.
     *
     * @return at least 0
     */
    public long callCount() {
        return calls.count();
    }

    /**
     * How many calls of a kind were made, those that are not remembered included.
     *
     * @param kind the kind of call
     * @return at least 0
     */
    public long callCount(MockCall.Kind kind) {
        return calls.count(Objects.requireNonNull(kind, "kind must not be null"));
    }

    /**
     * How many attempts the calls have come to, repeats included.
     *
     * @return at least 0
     */
    public long attemptCount() {
        return calls.attempts();
    }

    /**
     * How many health checks there were.
     *
     * @return at least 0
     */
    public long healthCheckCount() {
        return healthChecks.get();
    }

    /**
     * Blocks until so many calls have been made, 30 s at most; for beans that ask on other threads.
     *
     * @param count at least so many
     * @throws IllegalStateException if they do not come, with how many did; or if the caller is interrupted, whose flag is
     *     set again
     */
    public void awaitCalls(long count) {
        calls.await(count, MockWaits.PATIENCE);
    }

    /** Forgets what was asked and counts from zero; scripts stay as far as they are. */
    public void forgetCalls() {
        calls.forget();
        healthChecks.set(0);
    }

    /** Forgets scripts, health and what was asked: as good as new, for a mock that several tests share. */
    public void reset() {
        rules.clear();
        healthy = null;
        forgetCalls();
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        return super.chat(calls.asked(MockCall.Kind.BLOCKING, request));
    }

    @Override
    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        return super.chatAsync(calls.asked(MockCall.Kind.ASYNC, request));
    }

    @Override
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        ChatRequest request = ChatRequest.of(prompt, params);
        return subscriber -> {
            Objects.requireNonNull(subscriber, "subscriber must not be null");
            super.generateStream(
                            prompt, calls.asked(MockCall.Kind.STREAM, request).params())
                    .subscribe(subscriber);
        };
    }

    @Override
    public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        return subscriber -> {
            Objects.requireNonNull(subscriber, "subscriber must not be null");
            super.chatStream(calls.asked(MockCall.Kind.STREAM, request)).subscribe(subscriber);
        };
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        return open(request, deadline, pauses -> {}).whole();
    }

    /** The same answer in pieces. */
    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        Deadline whole = request.timeout() == null ? Deadline.after(streamTimeout()) : deadline;
        return open(request, deadline, pauses -> pauses.begun(whole, idleTimeout));
    }

    private MockStream open(ChatRequest request, Deadline deadline, Consumer<MockPauses> whenBegun) {
        refuseOptions(request.params());
        MockCall call = calls.attempt(request);
        MockStep scripted = rules.take(call);
        return new MockStream(
                scripted == null ? MockStep.of((asked, how) -> how.usual(asked)) : scripted,
                call.request(),
                answers,
                new MockPauses(sleeper, info().name(), call.ahead(), deadline),
                whenBegun);
    }

    @Override
    protected Duration streamIdleTimeout() {
        return idleTimeout;
    }

    @Override
    protected List<TokenCount> attemptTokenCount(List<String> texts, Deadline deadline) {
        answers.failAs(info().model());
        return texts.stream()
                .map(text -> new TokenCount(text.length(), text.length()))
                .toList();
    }

    @Override
    protected List<ModelInfo> attemptModels(Deadline deadline) {
        answers.failAs(info().model());
        return MockMode.models();
    }

    @Override
    public boolean healthCheck() {
        healthChecks.incrementAndGet();
        return super.healthCheck();
    }

    @Override
    protected boolean probe(Deadline deadline) {
        Boolean scripted = healthy;
        String model = info().model();
        return scripted != null
                ? scripted
                : !MockMode.saysUnhealthy(info().name())
                        && !MockMode.saysUnhealthy(model)
                        && MockMode.of(model).map(MockMode::healthy).orElse(false);
    }

    private void refuseOptions(GenerationParams params) {
        for (String option : params.options().keySet()) {
            if (!options.contains(option)) {
                throw new UnsupportedCapabilityException(info().name(), option, null);
            }
        }
    }

    private static ProviderInfo describe(ProviderConfig config, @Nullable Set<Capability> capabilities) {
        String model = config.model() == null ? DEFAULT_MODEL : config.model();
        if (MockMode.of(model).isEmpty()) {
            throw new IllegalArgumentException("model must be one of " + MockMode.all()
                    + ", or not start with \"mock-\"" + ", was \"" + model + "\"");
        }
        return new ProviderInfo(config.name(), model, capabilities == null ? CAPABILITIES : capabilities);
    }

    private static RetryPolicy retries(ProviderConfig config, MockProviderBuilder builder) {
        Sleeper none = pause -> {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        };
        return RetryPolicy.builder()
                .maxRetries(config.maxRetries())
                .sleeper(builder.hasRetryPauses() ? builder.sleeper() : none)
                .build();
    }
}
