package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.gigachat.internal.error.SettingNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualThreadsChoiceTest {
    private final SettingReader reader = new SettingReader(SettingNames.withPrefix("gigachat."));

    @ParameterizedTest
    @CsvSource({
        ", 17, false",
        ", 21, false",
        ", 23, false",
        ", 24, true",
        "auto, 23, false",
        "AUTO, 25, true",
        "true, 21, true",
        "' true ', 25, true",
        "false, 17, false",
        "false, 25, false"
    })
    void byThemselvesThreadsAreVirtualOnlyWhereThatIsSafe(String text, int javaVersion, boolean expected) {
        assertThat(VirtualThreadsChoice.made(text, javaVersion, reader)).isEqualTo(expected);
    }

    @Test
    void askingForThemOnAnOlderJavaIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualThreadsChoice.made("true", 17, reader))
                .withMessage("gigachat.virtual-threads (GIGACHAT_VIRTUAL_THREADS) must be auto or false on Java 17"
                        + " (virtual threads need Java 21), was \"true\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes please", "1"})
    void otherWordsAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualThreadsChoice.made(text, 25, reader))
                .withMessageContaining("must be auto, true or false, was \"" + text + "\"");
    }

    @Test
    void theSettingsOfThisJavaFollowTheSameRule() {
        int version = Runtime.version().feature();

        assertThat(Configs.settings(Configs.good()).virtualThreads()).isEqualTo(version >= 24);
        assertThat(Configs.with("virtual-threads", "false").virtualThreads()).isFalse();
    }
}
