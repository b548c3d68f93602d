package io.github.llmbeans.gigachat.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server sends back never shows a secret, in whatever form it sends it. */
class SecretsTest {
    private static final String ID = "0f9c3a1e-1111-4222-8333-444455556666";
    private static final String SECRET = "c0ffee00-7777-4888-9999-aaaabbbbcc?>";
    private static final String PAIR = ID + ":" + SECRET;
    private static final String KEY = base64(PAIR);
    private static final String TOKEN = "eyJhbGciOi.J9.abc-DEF_123";

    private final Secrets secrets = new Secrets(KEY, () -> List.of(TOKEN));

    @Test
    void theKeyIsMasked() {
        masked(KEY);
    }

    @Test
    void theKeyWithoutItsPaddingIsMasked() {
        masked(KEY.replace("=", ""));
    }

    @Test
    void theKeyInTheAlphabetOfAddressesIsMasked() {
        String urlSafe = Base64.getUrlEncoder().encodeToString(PAIR.getBytes(StandardCharsets.UTF_8));
        assertThat(urlSafe).isNotEqualTo(KEY);

        masked(urlSafe);
    }

    @Test
    void theDecodedKeyIsMasked() {
        masked(PAIR);
    }

    @Test
    void theClientSecretIsMasked() {
        masked(SECRET);
    }

    @Test
    void theKeyEncodedOnceMoreIsMasked() {
        masked(base64(KEY));
    }

    @Test
    void theTokenIsMasked() {
        masked(TOKEN);
    }

    @Test
    void theTokenInBase64IsMasked() {
        masked(base64(TOKEN));
    }

    @Test
    void theClientSecretInBase64IsMasked() {
        masked(base64(SECRET));
    }

    @Test
    void secretsAsTheyStandInAddressesAreMasked() {
        for (String secret : List.of(KEY, PAIR, SECRET, TOKEN, base64(SECRET))) {
            String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            masked(form);
            masked(Pattern.compile("%..")
                    .matcher(form)
                    .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void theKeysOfTheMomentAreMasked() {
        AtomicReference<List<String>> keys = new AtomicReference<>(List.of(KEY));
        Secrets moving = Secrets.ofKeys(keys::get, List::of);
        assertThat(moving.mask(SECRET)).isEqualTo("***");

        keys.set(List.of(base64("id-of-mine:another-secret"), KEY));

        assertThat(moving.mask(SECRET + " another-secret")).isEqualTo("*** ***");
    }

    @Test
    void everyAppearanceIsMasked() {
        assertThat(secrets.mask(KEY + TOKEN + " " + SECRET + SECRET)).isEqualTo("****** ******");
    }

    @Test
    void eachOfSeveralTokensIsMaskedTheLongerOneFirst() {
        Secrets two = new Secrets(null, () -> List.of("token-1", "token-10"));

        assertThat(two.mask("token-1 token-10")).isEqualTo("*** ***");
    }

    @Test
    void theTokenOfTheMomentIsMasked() {
        AtomicReference<List<String>> tokens = new AtomicReference<>(List.of());
        Secrets moving = new Secrets(null, tokens::get);
        assertThat(moving.mask("token-1")).isEqualTo("token-1");

        tokens.set(List.of("token-1"));

        assertThat(moving.mask("token-1")).isEqualTo("***");
    }

    @Test
    void aKeyThatIsNoBase64IsMaskedWithItsParts() {
        Secrets raw = new Secrets("id-of-mine:very-secret", List::of);

        assertThat(raw.mask("id-of-mine:very-secret or very-secret")).isEqualTo("*** or ***");
    }

    @Test
    void aKeyWithoutAColonInsideIsMaskedAsAWhole() {
        Secrets odd = new Secrets(base64("no colon here"), List::of);

        assertThat(odd.mask("no colon here, " + base64("no colon here"))).isEqualTo("***, ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "test"})
    void aSecretOfFourCharactersOrFewerIsNotMaskedSinceItWouldMaskEverything(String tiny) {
        Secrets short4 = new Secrets(base64("id-of-mine:" + tiny), () -> List.of(tiny));

        assertThat(short4.mask("a test of masking")).isEqualTo("a test of masking");
    }

    @Test
    void otherTextStaysAsItIs() {
        assertThat(secrets.mask("Too many requests")).isEqualTo("Too many requests");
    }

    @Test
    void withoutSecretsNothingIsMasked() {
        assertThat(new Secrets(null, List::of).mask("anything")).isEqualTo("anything");
    }

    @Test
    void itShowsNothingItself() {
        assertThat(secrets.toString()).doesNotContain(KEY).doesNotContain(TOKEN).doesNotContain(SECRET);
    }

    private void masked(String secret) {
        assertThat(secrets.mask("<" + secret + ">")).isEqualTo("<***>");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
