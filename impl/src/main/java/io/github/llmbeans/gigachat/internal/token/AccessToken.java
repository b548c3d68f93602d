package io.github.llmbeans.gigachat.internal.token;

/** One access token and its times, in milliseconds of the local clock. Immutable; compared by identity. */
public final class AccessToken {
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

    /** The secret itself. */
    public String value() {
        return value;
    }

    long obtainedAtMillis() {
        return obtainedAtMillis;
    }

    long refreshAtMillis() {
        return refreshAtMillis;
    }

    long expiresAtMillis() {
        return expiresAtMillis;
    }

    boolean usableAt(long nowMillis) {
        return nowMillis < expiresAtMillis;
    }

    @Override
    public String toString() {
        return "AccessToken[***]";
    }
}
