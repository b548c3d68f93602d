package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint's answer (GigaChat REST reference §1.1); {@code tok} and {@code exp} are the names that the
 * user-and-password endpoint uses for the same (§1.3).
 */
public record TokenAnswer(
        @Nullable String accessToken,
        @Nullable Long expiresAt,
        @Nullable String tok,
        @Nullable Long exp) {
    @JsonbCreator
    public TokenAnswer(
            @JsonbProperty("access_token") @Nullable String accessToken,
            @JsonbProperty("expires_at") @Nullable Long expiresAt,
            @JsonbProperty("tok") @Nullable String tok,
            @JsonbProperty("exp") @Nullable Long exp) {
        this.accessToken = accessToken;
        this.expiresAt = expiresAt;
        this.tok = tok;
        this.exp = exp;
    }

    /** The token under either name. */
    public @Nullable String token() {
        return accessToken != null ? accessToken : tok;
    }

    /** The end under either name. */
    public @Nullable Long end() {
        return expiresAt != null ? expiresAt : exp;
    }

    @Override
    public String toString() {
        return "TokenAnswer[***]";
    }
}
