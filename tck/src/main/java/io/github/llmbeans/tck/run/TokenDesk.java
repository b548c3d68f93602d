package io.github.llmbeans.tck.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives out access tokens, each marked so that it is found wherever it leaks. Thread-safe. */
public final class TokenDesk {
    private final Time time;
    private final List<String> issued = new CopyOnWriteArrayList<>();
    private volatile Duration lifetime = Duration.ofMinutes(30);
    private volatile boolean same;

    TokenDesk(Time time) {
        this.time = time;
    }

    /**
     * How long the tokens live that are given out from now on.
     *
     * @param value may be negative, for tokens that come too late; 30 min unless set
     */
    public void lifetime(Duration value) {
        lifetime = value;
    }

    /** From now on the last token is given out again. */
    public void repeatLast() {
        same = true;
    }

    /**
     * The tokens given out so far.
     *
     * @return oldest first
     */
    public List<String> issued() {
        return List.copyOf(issued);
    }

    String issue() {
        if (same && !issued.isEmpty()) {
            return issued.get(issued.size() - 1);
        }
        String token = "tck-token-" + (issued.size() + 1) + "-" + UUID.randomUUID();
        issued.add(token);
        return token;
    }

    Instant expiry() {
        return time.now().plus(lifetime);
    }
}
