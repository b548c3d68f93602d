package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a server says about when to come back. */
final class RetryHintChecks {
    /** Clocks have steps. */
    private static final Duration STEP = Duration.ofMillis(20);

    private RetryHintChecks() {}

    @Proves(
            value = "RTY-NOT-BEFORE-HINT",
            needs = {Need.HTTP, Need.OVERLOAD, Need.RETRIES})
    static void aRepeatIsNotSentBeforeTheTimeThatTheServerAskedFor(Stage stage) {
        waitsASecond(stage, 429);
    }

    @Proves(
            value = "RTY-HINT-ON-OUTAGE",
            needs = {Need.HTTP, Need.OUTAGE, Need.RETRIES})
    static void aHintCountsInAnOutageToo(Stage stage) {
        waitsASecond(stage, 503);
    }

    private static void waitsASecond(Stage stage, int status) {
        stage.model().next(Situation.refuses(status, "1"));
        stage.provider(config -> config.maxRetries(1)).generate("Hello?");
        List<Long> arrivals = stage.arrivals();
        int last = arrivals.size() - 1;
        Duration pause = Duration.ofNanos(arrivals.get(last) - arrivals.get(last - 1));
        Expect.that(
                "a pause of at least 1 s", pause.compareTo(Duration.ofSeconds(1).minus(STEP)) >= 0, pause);
    }

    @Proves(
            value = "RTY-NOT-BEFORE-DATE",
            needs = {Need.HTTP, Need.OVERLOAD, Need.RETRIES, Need.SCRIPT})
    static void aRepeatIsNotSentBeforeTheMomentThatTheServerAskedFor(Stage stage) {
        BaseProvider provider = stage.provider(config -> config.maxRetries(1));
        Instant now = Instant.now();
        long start = System.nanoTime();
        Instant date = now.plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        stage.model().next(Situation.refuses(429, httpDate(date)));
        provider.generate("Hello?");
        List<Long> arrivals = stage.arrivals();
        Instant repeat = now.plusNanos(arrivals.get(arrivals.size() - 1) - start);
        Expect.that("a repeat not before " + date, !repeat.isBefore(date.minus(STEP)), repeat);
    }

    @Proves(
            value = "RTY-HINT-BEYOND-DEADLINE",
            needs = {Need.OVERLOAD, Need.RETRIES, Need.RECORDING})
    static void aHintBeyondTheDeadlineEndsTheCall(Stage stage) {
        stage.model().always(Situation.refuses(429, "3000"));
        BaseProvider provider = stage.provider(config -> config.maxRetries(3));
        Call<String> call = stage.start(() -> provider.generate("Hello?"));
        ProviderException failure = Expect.failure(ProviderException.class, call.ended());
        Expect.equal("the hint", Optional.of(Duration.ofSeconds(3000)), failure.retryAfter());
        stage.askedOnce();
    }

    @Proves(
            value = "RTY-BAD-HINT",
            needs = {Need.HTTP, Need.OVERLOAD, Need.RETRIES, Need.SCRIPT})
    static void aHintThatMakesNoSenseDoesNotHideTheFailure(Stage stage) {
        ProviderException usual = Failing.call(stage, 429, ProviderException.class);
        BaseProvider patient = stage.provider(config -> config.maxRetries(1));
        for (String hint : List.of(
                "-5",
                "0",
                "soon",
                "1,5",
                "1e3",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "Mon, 32 Foo 2026 25:61:61 XYZ",
                "2147483648",
                "9223372036854775807",
                "99999999999999999999")) {
            stage.model().always(Situation.refuses(429, hint));
            for (BaseProvider provider : List.of(stage.provider(), patient)) {
                Call<String> call = stage.start(() -> provider.generate("Hello?"));
                ProviderException failure = Expect.failure(ProviderException.class, call.ended());
                Expect.equal("the failure with Retry-After: " + hint, usual.getClass(), failure.getClass());
                Expect.equal("the status with Retry-After: " + hint, OptionalInt.of(429), failure.status());
            }
        }
    }

    private static String httpDate(Instant date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    }
}
