package io.github.llmbeans.gigachat.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a person calls a setting. */
class SettingNamesTest {
    @Test
    void aSettingIsNamedByItsKeyAndItsEnvironmentVariable() {
        assertThat(SettingNames.withPrefix("gigachat.").of("base-url"))
                .isEqualTo("gigachat.base-url (GIGACHAT_BASE_URL)");
    }

    @Test
    void aSettingOfAnInstanceIsNamedWithIt() {
        assertThat(SettingNames.withPrefix("gigachat.sales-2.").of("token-expiry-buffer-ms"))
                .isEqualTo("gigachat.sales-2.token-expiry-buffer-ms (GIGACHAT_SALES_2_TOKEN_EXPIRY_BUFFER_MS)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "az-AZ", "lt-LT"})
    void theDotlessCapitalOfSomeLanguagesDoesNotGetIntoAVariable(String language) {
        InLocale.run(
                language,
                () -> assertThat(SettingNames.withPrefix("gigachat.").of("timeout"))
                        .isEqualTo("gigachat.timeout (GIGACHAT_TIMEOUT)"));
    }
}
