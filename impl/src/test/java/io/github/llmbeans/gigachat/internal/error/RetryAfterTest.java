package io.github.llmbeans.gigachat.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's hint when to come back, in every form that RFC 9110 allows and some that it does not. */
class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");
    private static final Instant EXAMPLE = Instant.parse("1994-11-06T08:49:37Z");
    private static final String IMF = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String RFC_850 = "Sunday, 06-Nov-94 08:49:37 GMT";
    private static final String ASCTIME = "Sun Nov  6 08:49:37 1994";

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "007, 7", "' 120 ', 120", "86400, 86400"})
    void secondsAreSeconds(String value, long seconds) {
        assertThat(parse(value)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86401", "999999999999", "9999999999999", "18446744073709551616"})
    void aHugeNumberIsADay(String value) {
        assertThat(parse(value)).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "-0",
                "+5",
                "1.5",
                "1e3",
                "0x10",
                "5 s",
                "soon",
                "5,5",
                "\u0665",
                "١٢",
                "Sun, 06 Nov 1994",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "So, 06 Nov 1994 08:49:37 GMT",
                "1994-11-06T08:49:37Z"
            })
    void whatCannotBeReadIsNoHint(@Nullable String value) {
        assertThat(parse(value)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {IMF, RFC_850, ASCTIME, " " + IMF + " "})
    void aDateInEachOfTheThreeFormsIsTheTimeUntilThen(String value) {
        assertThat(parse(value)).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tue Nov 15 08:49:37 1994"})
    void aDayOfTwoDigitsFitsTheOldestFormToo(String value) {
        assertThat(RetryAfter.date(value)).isEqualTo(Instant.parse("1994-11-15T08:49:37Z"));
    }

    @Test
    void aTwoDigitYearIsOneOfTheYearsAroundUs() {
        assertThat(RetryAfter.date("Sunday, 22-Nov-26 12:00:00 GMT")).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sat, 05 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT"})
    void aMomentThatHasPassedMeansNow(String value) {
        assertThat(parse(value)).isZero();
    }

    @Test
    void aMomentInTheFarFutureIsADay() {
        assertThat(parse("Fri, 31 Dec 9999 23:59:59 GMT")).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:27 GMT", "Sunday, 06-Nov-94 08:49:27 GMT", "Sun Nov  6 08:49:27 1994"})
    void aDateIsMeasuredByTheServersOwnClock(String dateHeader) {
        Instant localClockIsHoursOff = NOW.plusSeconds(7200);

        assertThat(RetryAfter.parse(IMF, dateHeader, localClockIsHoursOff)).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "yesterday"})
    void withoutAReadableDateOfTheServerTheLocalClockCounts(@Nullable String dateHeader) {
        assertThat(RetryAfter.parse(IMF, dateHeader, NOW)).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ru-RU", "ar-EG", "th-TH-u-ca-buddhist"})
    void theLanguageOfTheMachineChangesNothing(String language) {
        InLocale.run(language, () -> {
            assertThat(RetryAfter.date(IMF)).isEqualTo(EXAMPLE);
            assertThat(RetryAfter.date(RFC_850)).isEqualTo(EXAMPLE);
            assertThat(RetryAfter.date(ASCTIME)).isEqualTo(EXAMPLE);
            assertThat(parse("120")).isEqualTo(Duration.ofMinutes(2));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thu, 01 Jan 2026 00:00:00 GMT", "Sun, 01 Feb 2026 00:00:00 GMT", "Sun, 01 Mar 2026 00:00:00 GMT",
                "Wed, 01 Apr 2026 00:00:00 GMT", "Fri, 01 May 2026 00:00:00 GMT", "Mon, 01 Jun 2026 00:00:00 GMT",
                "Wed, 01 Jul 2026 00:00:00 GMT", "Sat, 01 Aug 2026 00:00:00 GMT", "Tue, 01 Sep 2026 00:00:00 GMT",
                "Thu, 01 Oct 2026 00:00:00 GMT", "Sun, 01 Nov 2026 00:00:00 GMT", "Tue, 01 Dec 2026 00:00:00 GMT"
            })
    void everyMonthHasItsName(String value) {
        assertThat(RetryAfter.date(value)).isNotNull();
    }

    private static @Nullable Duration parse(@Nullable String value) {
        return RetryAfter.parse(value, null, NOW);
    }
}
