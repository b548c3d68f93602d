package io.github.llmbeans;

import io.github.llmbeans.internal.MessageOrder;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was said, so that each question is asked with all that came before:
 *
 * <pre>{@code
 * Conversation conversation = Conversation.builder().system("Answer in verse.").build();
 * conversation.say(llm, "What is a bean?");
 * conversation.say(llm, "And an enterprise bean?");
 * }</pre>
 *
 * <p>The provider is given with each turn, so a conversation can outlive it, be kept in an HTTP session, and be stored:
 * it is {@link Serializable}, and {@link #toMap()} is made of maps, lists, strings and numbers that any JSON library
 * writes and reads. All turns carry the same session id where the provider declares {@link Capability#SESSION}, so that
 * servers can use their prompt caches.
 *
 * <p>What a request carries is bounded, see {@link ConversationBuilder}: the oldest turns are left out whole, with the
 * answers, function calls and results that belong to them, and forgotten once the turn is answered. The system message
 * and the newest turn always stay, even where they alone are beyond a bound. A turn that fails changes nothing.
 *
 * <p>Thread-safe, one turn at a time: a second {@code say} waits for the first, without a limit of its own but
 * interruptibly. Of turns that are asked by {@link #turn(BaseProvider, String)} side by side, the first that is answered
 * is remembered.
 */
public final class Conversation implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient ReentrantLock oneAtATime = new ReentrantLock(true);
    private final transient TokenMemory tokens = new TokenMemory();
    private final transient AtomicReference<List<Message>> history;
    private final transient @Nullable String system;
    private final transient String sessionId;
    private final transient int maxMessages;
    private final transient @Nullable Integer maxTokens;

    Conversation(ConversationBuilder builder) {
        this.history = new AtomicReference<>(builder.history());
        this.system = builder.system();
        this.sessionId = builder.sessionId();
        this.maxMessages = builder.maxMessages();
        this.maxTokens = builder.maxTokens();
    }

    /**
     * A builder of an empty conversation.
     *
     * @return a new builder, not thread-safe
     */
    public static ConversationBuilder builder() {
        return new ConversationBuilder();
    }

    /**
     * Says something and waits for the answer.
     *
     * @param llm who answers
     * @param text what the user says, not blank
     * @return the answer; remembered, unless the conversation has moved on by another turn or {@link #clear()} meanwhile
     * @throws IllegalStateException if the model waits for a function's result, or the provider is closed
     * @throws ProviderException as {@link #turn(BaseProvider, Message, Consumer)} and {@link
     *     BaseProvider#chat(ChatRequest)} say; then nothing has changed
     */
    public ChatResponse say(BaseProvider llm, String text) {
        return say(llm, Message.user(text), how -> {});
    }

    /**
     * Says something, or gives a function's result, and waits for the answer.
     *
     * @param llm who answers
     * @param message what the user says, or {@link Message#function(String, String)} after an answer with a function call
     * @param how adds to this turn's request: model, parameters, client id, timeout; not messages
     * @return the answer; remembered, unless the conversation has moved on by another turn or {@link #clear()} meanwhile
     * @throws IllegalArgumentException if the message is of another role, or {@code how} adds messages
     * @throws IllegalStateException if the model waits for a function's result and this is none, or the other way round,
     *     or the provider is closed
     * @throws ProviderException as {@link #turn(BaseProvider, Message, Consumer)} and {@link
     *     BaseProvider#chat(ChatRequest)} say; then nothing has changed
     */
    public ChatResponse say(BaseProvider llm, Message message, Consumer<ChatRequestBuilder> how) {
        Objects.requireNonNull(llm, "llm must not be null");
        try {
            oneAtATime.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(llm, e);
        }
        try {
            ConversationTurn turn = turn(llm, message, how);
            ChatResponse answer = llm.chat(turn.request());
            turn.answered(answer);
            return answer;
        } finally {
            oneAtATime.unlock();
        }
    }

    private static ProviderException interrupted(BaseProvider llm, InterruptedException cause) {
        ProviderException e = new ProviderInterruptedException(
                "Interrupted while waiting for the turn before",
                Failure.of(llm.info().name()),
                cause);
        e.recordAttempts(0);
        return e;
    }

    /**
     * Begins a turn whose request the caller sends, as a stream for instance.
     *
     * @param llm who is going to answer
     * @param text what the user says
     * @return the turn; nothing is remembered before it is {@linkplain ConversationTurn#answered(ChatResponse) answered}
     * @throws IllegalStateException if the model waits for a function's result
     * @throws ProviderException as {@link #turn(BaseProvider, Message, Consumer)} says
     */
    public ConversationTurn turn(BaseProvider llm, String text) {
        return turn(llm, Message.user(text), how -> {});
    }

    /**
     * Begins a turn whose request the caller sends, as a stream for instance. Blocks only if the conversation is bounded by
     * tokens, to have them counted; that is a call of its own, with the provider's timeout.
     *
     * @param llm who is going to answer
     * @param message what the user says, or {@link Message#function(String, String)} after an answer with a function call
     * @param how adds to this turn's request: model, parameters, client id, timeout; not messages
     * @return the turn; nothing is remembered before it is {@linkplain ConversationTurn#answered(ChatResponse) answered}
     * @throws IllegalArgumentException if the message is of another role, or {@code how} adds messages
     * @throws IllegalStateException if the model waits for a function's result and this is none, or the other way round
     * @throws UnsupportedCapabilityException if the conversation is bounded by tokens and the provider does not declare
     *     {@link Capability#TOKEN_COUNT}
     * @throws ProviderException if the tokens cannot be counted, as {@link BaseProvider#countTokens(List)} says
     */
    public ConversationTurn turn(BaseProvider llm, Message message, Consumer<ChatRequestBuilder> how) {
        Objects.requireNonNull(llm, "llm must not be null");
        Objects.requireNonNull(how, "how must not be null");
        List<Message> before = history.get();
        ConversationWindow window = new ConversationWindow(system, maxMessages, maxTokens, tokens);
        List<Message> kept = window.newest(llm, next(before, message));
        ChatRequestBuilder builder = ChatRequest.builder();
        if (system != null) {
            builder.system(system);
        }
        builder.messages(kept);
        if (llm.info().can(Capability.SESSION)) {
            builder.sessionId(sessionId);
        }
        int carried = kept.size() + (system == null ? 0 : 1);
        how.accept(builder);
        ChatRequest request = builder.build();
        if (request.messages().size() != carried) {
            throw new IllegalArgumentException("how must not add messages, the request had " + carried + ", then "
                    + request.messages().size());
        }
        return new ConversationTurn(this, before, kept, request);
    }

    private static List<Message> next(List<Message> before, Message message) {
        Objects.requireNonNull(message, "message must not be null");
        if (message.role() != Role.USER && message.role() != Role.FUNCTION) {
            throw new IllegalArgumentException("message must be of role user or function, was of "
                    + message.role().text());
        }
        boolean waits = !before.isEmpty() && MessageOrder.callsFunction(before.get(before.size() - 1));
        if (waits != (message.role() == Role.FUNCTION)) {
            throw new IllegalStateException(
                    waits
                            ? "The model waits for the result of a function; give it with Message.function, or take the"
                                    + " turn back with forgetLastTurn"
                            : "The model waits for no result of a function");
        }
        List<Message> all = new ArrayList<>(before);
        all.add(message);
        return all;
    }

    /** The identity of what was before counts, so that nothing is put into a history that the model has not seen. */
    boolean replace(List<Message> before, List<Message> after) {
        return history.compareAndSet(before, after);
    }

    /**
     * What was said so far and is not forgotten, without the system message.
     *
     * @return oldest first, unmodifiable
     */
    public List<Message> messages() {
        return history.get();
    }

    /**
     * The instructions for the whole conversation.
     *
     * @return the system message's text, or {@code null} if there is none
     */
    public @Nullable String system() {
        return system;
    }

    /**
     * What ties the turns together.
     *
     * @return the same id for the conversation's whole life, storing included
     */
    public String sessionId() {
        return sessionId;
    }

    /** Starts anew, with the same system message, session id and bounds. A turn that is under way is not remembered. */
    public void clear() {
        history.set(ConversationWindow.ownList(List.of()));
    }

    /**
     * Takes back the newest turn: what the user said last, and all that followed from it. A turn that is under way is not
     * remembered.
     *
     * @return {@code false} if there was none
     */
    public boolean forgetLastTurn() {
        List<Message> before = history.getAndUpdate(ConversationWindow::withoutLastTurn);
        return !before.isEmpty();
    }

    /**
     * The conversation in maps, lists, strings and numbers, to be stored as JSON for instance. It holds what was said.
     *
     * @return a new map, with the version of its form under {@code version}
     */
    public Map<String, Object> toMap() {
        return ConversationForm.write(this, maxMessages, maxTokens);
    }

    /**
     * A stored conversation.
     *
     * @param stored what {@link #toMap()} gave, also after a way through JSON; unknown members are passed over
     * @return a conversation that goes on where that one was
     * @throws IllegalArgumentException if the map is of another version or is not a conversation; the message says where,
     *     and shows nothing of what was said
     */
    public static Conversation fromMap(Map<?, ?> stored) {
        return ConversationForm.read(stored);
    }

    private Object writeReplace() {
        return new ConversationForm.Serialized(toMap());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A conversation is read from its stored form only");
    }

    /** How much was said, not what, so that a conversation does not end up in a log by accident. */
    @Override
    public String toString() {
        return "Conversation[messages=" + history.get().size() + ", sessionId=" + sessionId + ", maxMessages="
                + maxMessages + ", maxTokens=" + maxTokens + "]";
    }
}
