package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Whether what has happened is what was expected, down to the last secret. */
final class Verdict {
    private static final int LONGEST_MESSAGE = 1000;
    private static final List<String> SECRETS = List.of(Good.KEY, Good.SECRET, "MARKED-client", Good.ACCESS_TOKEN);

    private Verdict() {}

    static void check(Fault fault, Spot spot, Expected expected, Seen seen) {
        ProviderException e = seen.failure();
        if (expected.type() == null) {
            assertThat(e).isNull();
            assertThat(seen.text()).isEqualTo(Good.TEXT);
        } else {
            assertThat(e).as("answer: %s", seen.text()).isExactlyInstanceOf(expected.type());
            check(spot, expected, seen.message(), e);
            assertThat(e.attempts()).as("attempts: %s", e).isEqualTo(expected.attempts());
            assertThat(e.getSuppressed().length).as("earlier failures").isGreaterThanOrEqualTo(expected.attempts() - 1);
            assertThat(seen.pauses()).hasSize(expected.attempts() - 1);
            noSecret(e, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
        assertThat(seen.tokens())
                .as("token requests")
                .isEqualTo(fault.atAnotherAddress() && spot == Spot.TOKEN ? 0 : expected.tokens(spot));
        assertThat(seen.chats()).as("chat requests").isEqualTo(fault.atAnotherAddress() ? 0 : expected.chats(spot));
        if (expected.hint() != null) {
            assertThat(seen.pauses()).allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(expected.hint()));
        }
        if (e instanceof ProviderTimeoutException && expected.attempts() == 1) {
            assertThat(seen.time()).isGreaterThanOrEqualTo(fault.timeout());
        }
    }

    private static void check(Spot spot, Expected expected, String message, ProviderException e) {
        assertThat(e.status().isPresent() ? e.status().getAsInt() : null)
                .as("status of: %s", message)
                .isEqualTo(expected.status());
        assertThat(e.retryAfter().orElse(null)).as("retryAfter of: %s", message).isEqualTo(expected.hint());
        assertThat(e.retryable()).as("retryable of: %s", message).isEqualTo(expected.retryable());
        assertThat(e.provider()).isEqualTo("gigachat");
        assertThat(expected.says()).as("expected words").isNotEmpty();
        for (String piece : expected.says()) {
            assertThat(message).contains(piece.replace("{setting}", spot.setting()));
        }
        assertThat(message).hasSizeLessThan(LONGEST_MESSAGE).doesNotContain("\n", "\uFFFD");
    }

    private static void noSecret(Throwable e, Set<Throwable> done) {
        if (e == null || !done.add(e)) {
            return;
        }
        for (String secret : SECRETS) {
            String encoded =
                    Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(e.toString()).doesNotContain(secret).doesNotContain(encoded);
        }
        noSecret(e.getCause(), done);
        for (Throwable suppressed : e.getSuppressed()) {
            noSecret(suppressed, done);
        }
    }
}
