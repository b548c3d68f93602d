package io.github.llmbeans.sample.conversation;

import io.github.llmbeans.BaseProvider;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The conversations of one visitor, kept in the HTTP session: one for each tab of the page. The server may write them to
 * disk or send them to another node; the provider is a proxy that comes back with them. Thread-safe.
 *
 * <p>When the session ends, the conversations are gone. An answer that is on its way then still comes to its end; nobody
 * remembers it.
 */
@SessionScoped
public class Conversations implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many one visitor can have: 20. With one more, the one that was not used for the longest time is forgotten. */
    public static final int MOST = 20;

    @Inject
    @SuppressWarnings("serial") // What is injected is a proxy, and proxies are serializable.
    BaseProvider llm;

    /** The order is the one of their use. */
    private final LinkedHashMap<String, KeptConversation> all = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A conversation to go on with; it begins if there is none.
     *
     * @param id which one
     * @return the conversation; it needs no session any more, so any thread may use it
     */
    public KeptConversation open(ConversationId id) {
        // Not injected: whether a proxy of the application's own bean comes back with a session is the server's secret.
        TokenBound bound = CDI.current().select(TokenBound.class).get();
        Optional<KeptConversation> oldest;
        KeptConversation conversation;
        synchronized (this) {
            conversation = all.computeIfAbsent(id.text(), unknown -> new KeptConversation(llm, bound.tokens()));
            conversation.countedBy(bound);
            oldest = all.size() > MOST ? Optional.of(withoutOldest()) : Optional.empty();
        }
        oldest.ifPresent(KeptConversation::stop);
        return conversation;
    }

    private KeptConversation withoutOldest() {
        Iterator<Map.Entry<String, KeptConversation>> byUse = all.entrySet().iterator();
        KeptConversation oldest = byUse.next().getValue();
        byUse.remove();
        return oldest;
    }

    /**
     * A conversation to look at or to stop.
     *
     * @param id which one
     * @return empty if nothing was said in it
     */
    public synchronized Optional<KeptConversation> find(ConversationId id) {
        return Optional.ofNullable(all.get(id.text()));
    }

    /**
     * Starts anew: stops what is being answered in a conversation, and forgets it.
     *
     * @param id which one; the others go on
     */
    public void forget(ConversationId id) {
        KeptConversation forgotten;
        synchronized (this) {
            forgotten = all.remove(id.text());
        }
        if (forgotten != null) {
            forgotten.stop();
        }
    }

    /** A server may write a session while a request changes it. */
    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
    }
}
