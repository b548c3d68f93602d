package io.github.llmbeans.gigachat.faults;

import io.github.llmbeans.ProviderException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in one call.
 *
 * @param text the answer, or {@code null} if there was none
 * @param failure what was thrown, or {@code null}
 * @param message its message with the names of the settings in place of today's addresses
 * @param tokens how many token requests the server saw
 * @param chats how many chat requests
 * @param pauses between attempts
 * @param time how long it took
 */
record Seen(
        @Nullable String text,
        @Nullable ProviderException failure,
        String message,
        int tokens,
        int chats,
        List<Duration> pauses,
        Duration time) {}
