package io.github.llmbeans.gigachat.faults;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 429 with each form of {@code Retry-After}. */
final class HintFaults {
    private static final String NOW = "Date: Wed, 14 Jan 2026 10:00:00 GMT\r\n";

    private HintFaults() {}

    static List<Fault> all() {
        return List.of(
                repeated("429", "", null),
                repeated("429, `Retry-After: 7`", "Retry-After: 7\r\n", Duration.ofSeconds(7)),
                repeated("429, `Retry-After: 0`", "Retry-After: 0\r\n", Duration.ZERO),
                repeated("429, `Retry-After: -5`", "Retry-After: -5\r\n", null),
                repeated("429, `Retry-After: soon`", "Retry-After: soon\r\n", null),
                repeated("429, `Retry-After: 1.5`", "Retry-After: 1.5\r\n", null),
                repeated("429, empty `Retry-After`", "Retry-After: \r\n", null),
                givenUp("429, `Retry-After: 3600`", "Retry-After: 3600\r\n", Duration.ofHours(1)),
                givenUp(
                        "429, `Retry-After: 99999999999999999999`",
                        "Retry-After: 99999999999999999999\r\n",
                        Duration.ofDays(1)),
                repeated(
                        "429, `Retry-After` as a date, 8 s after `Date`",
                        NOW + "Retry-After: Wed, 14 Jan 2026 10:00:08 GMT\r\n",
                        Duration.ofSeconds(8)),
                repeated(
                        "429, `Retry-After` as a date of RFC 850",
                        NOW + "Retry-After: Wednesday, 14-Jan-26 10:00:08 GMT\r\n",
                        Duration.ofSeconds(8)),
                repeated(
                        "429, `Retry-After` as a date of asctime",
                        NOW + "Retry-After: Wed Jan 14 10:00:08 2026\r\n",
                        Duration.ofSeconds(8)),
                repeated(
                        "429, `Retry-After` as a date in the past",
                        "Retry-After: Wed, 14 Jan 2015 10:00:00 GMT\r\n",
                        Duration.ZERO),
                givenUp(
                        "429, `Retry-After` as a date far away",
                        NOW + "Retry-After: Fri, 14 Jan 2050 10:00:00 GMT\r\n",
                        Duration.ofDays(1)));
    }

    private static Fault repeated(String name, String headers, @Nullable Duration hint) {
        return fault(name, headers, StatusFaults.tooMany().hint(hint));
    }

    private static Fault givenUp(String name, String headers, Duration hint) {
        return fault(name, headers, StatusFaults.tooMany().onlyOnce().hint(hint));
    }

    private static Fault fault(String name, String headers, Expected expected) {
        return Fault.of(name)
                .play(link -> link.answer(
                        "429 Too Many Requests",
                        Good.JSON + headers,
                        "{\"status\":429,\"message\":\"Too many requests\"}"))
                .everywhere(expected);
    }
}
