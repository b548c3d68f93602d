package io.github.llmbeans.gigachat.internal.token;

/** One access token and its times, in milliseconds of the local clock. Immutable; compared by identity. */
public final class AccessToken {
    /** A clock that was set back by more than this makes the times of a token meaningless. */
    private static final long NOTICEABLE_STEP_MILLIS = 2_000;

    private final String value;
    private final long obtainedAtMillis;
    private final long refreshAtMillis;
    private final long expiresAtMillis;

    AccessToken(String value, long obtainedAtMillis, long refreshAtMillis, long expiresAtMillis) {
        this.value = value;
        this.obtainedAtMillis = obtainedAtMillis;
        this.refreshAtMillis = refreshAtMillis;
        this.expiresAtMillis = expiresAtMillis;
    }

    /** A ready token of unknown lifetime: used until it is rejected. */
    public static AccessToken ready(String value, long nowMillis) {
        return new AccessToken(value, nowMillis, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** In place of one, where another proof of who is asking makes tokens needless. Never ends. */
    public static AccessToken none() {
        return new AccessToken("", 0, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Whether there is no token at all. */
    public boolean isNone() {
        return value.isEmpty();
    }

    /** The secret itself. */
    public String value() {
        return value;
    }

    long refreshAtMillis() {
        return refreshAtMillis;
    }

    long expiresAtMillis() {
        return expiresAtMillis;
    }

    /** Whether its lifetime is unknown. */
    boolean endless() {
        return expiresAtMillis == Long.MAX_VALUE;
    }

    boolean usableAt(long nowMillis) {
        return nowMillis < expiresAtMillis;
    }

    boolean dueAt(long nowMillis) {
        return !endless() && (nowMillis >= refreshAtMillis || setBack(nowMillis));
    }

    /** Whether it was obtained less than so long ago. */
    boolean youngerAt(long nowMillis, long ageMillis) {
        return !setBack(nowMillis) && nowMillis - obtainedAtMillis < ageMillis;
    }

    private boolean setBack(long nowMillis) {
        return nowMillis < obtainedAtMillis - NOTICEABLE_STEP_MILLIS;
    }

    @Override
    public String toString() {
        return "AccessToken[***]";
    }
}
