package io.github.llmbeans.sample.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBoundTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 16_000, 1_000_000})
    void oneToAMillionTokensAreFine(int tokens) {
        TokenBound bound = bound(tokens);
        bound.check("start");
        assertThat(bound.tokens()).isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_001, Integer.MAX_VALUE})
    void anythingElseIsRefusedByItsName(int tokens) {
        TokenBound bound = bound(tokens);
        assertThatThrownBy(() -> bound.check("start"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample.max-conversation-tokens must be between 1 and 1000000, was " + tokens);
    }

    private static TokenBound bound(int tokens) {
        TokenBound bound = new TokenBound();
        bound.tokens = tokens;
        return bound;
    }
}
