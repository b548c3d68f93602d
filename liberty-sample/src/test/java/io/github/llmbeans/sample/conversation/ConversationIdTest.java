package io.github.llmbeans.sample.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {
    @Test
    void whoeverGivesNoneHasOneConversation() {
        assertThat(ConversationId.of(null).text()).isEqualTo("main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "-", "_", "0123456789abcdef0123456789abcdef"})
    void lettersDigitsAndTwoSignsAreFine(String id) {
        assertThat(ConversationId.of(id).text()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "я", "a/b", "a\n", "\u0000", "é", "١"})
    void anythingElseIsRefusedAndShown(String id) {
        assertThatThrownBy(() -> ConversationId.of(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("id must be 1 to 64 letters (a to z), digits, - or _, was \"" + id + "\"");
    }

    @Test
    void aLongOneIsRefusedAndNotShown() {
        assertThat(ConversationId.of("x".repeat(64)).text()).hasSize(64);
        assertThatThrownBy(() -> ConversationId.of("x".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("was 65 characters");
    }
}
