package io.github.llmbeans.gigachat.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every answer is looked through for secrets, so what to look for is found out once. */
class SecretFormsTest {
    private static final List<String> TOKENS = List.of("token-one");
    private static final List<String> KEYS = List.of("a2V5OnNlY3JldA==");

    private final SecretForms forms = SecretForms.NONE.after(TOKENS, KEYS);

    @Test
    void theSameTokensAndKeysNeedNothingNew() {
        assertThat(forms.after(List.copyOf(TOKENS), List.of("a2V5OnNlY3JldA==")))
                .isSameAs(forms);
    }

    @Test
    void aFurtherTokenIsLookedForAndTheFirstOneStillIs() {
        SecretForms later = forms.after(List.of("token-two", "token-one"), KEYS);

        assertThat(later.masked("token-two after token-one", "***")).isEqualTo("*** after ***");
        assertThat(forms.masked("token-two after token-one", "***")).isEqualTo("token-two after ***");
    }

    @Test
    void anotherKeyIsLookedFor() {
        SecretForms later = forms.after(TOKENS, List.of("bGF0ZXI6Y29uY2VhbGVk"));

        assertThat(later.masked("concealed", "***")).isEqualTo("***");
    }

    @Test
    void aTextThatIsShorterThanEverySecretStaysAsItIs() {
        assertThat(forms.masked("id", "***")).isEqualTo("id");
    }
}
