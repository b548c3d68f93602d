package io.github.llmbeans.gigachat.faults;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gets.
 *
 * @param type the exact exception, or {@code null} for a good answer
 * @param status its status, or {@code null}
 * @param retryable what it says
 * @param attempts how many attempts were made, each with one request to the place of the fault unless said otherwise
 * @param hint its time to wait, or {@code null}
 * @param tokens how many token requests the server saw, or {@code null} for the usual number
 * @param chats how many chat requests, or {@code null}
 * @param says pieces of its message; {@code {setting}} stands for the name of the address's setting
 */
record Expected(
        @Nullable Class<? extends ProviderException> type,
        @Nullable Integer status,
        boolean retryable,
        int attempts,
        @Nullable Duration hint,
        @Nullable Integer tokens,
        @Nullable Integer chats,
        List<String> says) {

    /** The first try and three repeats. */
    private static final int ALL = 4;

    static Expected answer() {
        return of(null);
    }

    static Expected unavailable() {
        return of(ProviderUnavailableException.class);
    }

    static Expected late() {
        return of(ProviderTimeoutException.class);
    }

    static Expected refused() {
        return of(AuthenticationException.class);
    }

    static Expected invalid() {
        return of(InvalidRequestException.class);
    }

    static Expected limited() {
        return of(RateLimitException.class).status(429).repeated();
    }

    static Expected other() {
        return of(ProviderException.class);
    }

    private static Expected of(@Nullable Class<? extends ProviderException> type) {
        return new Expected(type, null, false, 1, null, null, null, List.of());
    }

    Expected status(int value) {
        return new Expected(type, value, retryable, attempts, hint, tokens, chats, says);
    }

    /** May succeed later, and was tried as often as it may. */
    Expected repeated() {
        return new Expected(type, status, true, ALL, hint, tokens, chats, says);
    }

    /** May succeed later, but was tried once. */
    Expected onlyOnce() {
        return new Expected(type, status, true, 1, hint, tokens, chats, says);
    }

    Expected hint(Duration value) {
        return new Expected(type, status, retryable, attempts, value, tokens, chats, says);
    }

    Expected requests(int tokenRequests, int chatRequests) {
        return new Expected(type, status, retryable, attempts, hint, tokenRequests, chatRequests, says);
    }

    Expected says(String... pieces) {
        return new Expected(type, status, retryable, attempts, hint, tokens, chats, List.of(pieces));
    }

    /** How many token requests a server sees. */
    int tokens(Spot spot) {
        return tokens != null ? tokens : spot == Spot.TOKEN ? attempts : 1;
    }

    /** How many chat requests. */
    int chats(Spot spot) {
        return chats != null ? chats : spot == Spot.TOKEN && type != null ? 0 : attempts;
    }
}
