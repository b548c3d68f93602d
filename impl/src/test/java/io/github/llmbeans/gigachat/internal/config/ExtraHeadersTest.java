package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.github.llmbeans.gigachat.internal.error.InLocale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that an operator adds to every request to the API. */
class ExtraHeadersTest {
    private static final String SETTING = "gigachat.headers (GIGACHAT_HEADERS)";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void nothingMeansNone(@Nullable String text) {
        assertThat(ExtraHeaders.parse(text, SETTING)).isEmpty();
    }

    @Test
    void headersAreNamesAndValuesBetweenCommas() {
        assertThat(ExtraHeaders.parse(" X-Team : sales ,X-Time:12:30, X-Note: a b; c=\"d\" ", SETTING))
                .containsExactly(entry("X-Note", "a b; c=\"d\""), entry("X-Team", "sales"), entry("X-Time", "12:30"));
    }

    @Test
    void namesAreTheSameInAnyCase() {
        assertThat(ExtraHeaders.parse("X-Team: sales", SETTING).get("x-team")).isEqualTo("sales");
    }

    @Test
    void nobodyCanChangeThemAfterwards() {
        Map<String, String> headers = ExtraHeaders.parse("X-Team: sales", SETTING);

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.put("X", "y"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MARKER|1",
                "X-A: 1,|2",
                ",X-A: 1|1",
                "X-A: 1, X-B: 2, MARKER|3",
                "X-A: 1,,X-B: 2|2",
                ": MARKER|1",
                "X A: MARKER|1",
                "X-A:|1",
                "X-A: м|1",
                "Имя: MARKER|1",
                "X-A: 1, X-B: M\u0001ARKER|2",
                "X(A): MARKER|1"
            })
    void whatIsNoHeaderIsToldByItsPlaceAndNotShown(String text, int place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtraHeaders.parse(text, SETTING))
                .withMessageStartingWith(SETTING + " must be a list such as")
                .withMessageContaining("header number " + place + " is not")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MARKER"));
    }

    @Test
    void aLineEndCannotSmuggleInAnotherHeader() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtraHeaders.parse("X-A: 1\r\nAuthorization: Basic MARKER", SETTING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "AUTHORIZATION",
                "RqUID",
                "rquid",
                "User-Agent",
                "Host",
                "Connection",
                "Content-Type",
                "Content-Length",
                "Transfer-Encoding",
                "Accept"
            })
    void whatTheProviderSetsCannotBeSet(String name) {
        for (String language : new String[] {"en", "tr"}) {
            InLocale.run(
                    language,
                    () -> assertThatIllegalArgumentException()
                            .isThrownBy(() -> ExtraHeaders.parse(name + ": MARKER", SETTING))
                            .withMessage(SETTING + " must not set " + name + ", which the provider sets"));
        }
    }

    @Test
    void aHeaderNamedTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtraHeaders.parse("X-Team: MARKER, x-team: MARKER", SETTING))
                .withMessage(SETTING + " must not set x-team twice");
    }
}
