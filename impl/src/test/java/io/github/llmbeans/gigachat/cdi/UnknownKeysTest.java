package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.error.InLocale;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that nothing reads is told once at deployment, with what to use instead and without its value. */
class UnknownKeysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user|gigachat.credentials",
                "password|gigachat.credentials",
                "key-password|use gigachat.key-file-password",
                "flags|gigachat.profanity-check",
                "retry-on-status-codes|408, 429 and 5xx are repeated and nothing else; how often is gigachat.max-retries",
                "verbose|logger io.github.llmbeans",
                "api-key|use gigachat.credentials",
                "api-base|use gigachat.base-url"
            })
    void aSettingOfOtherLibrariesIsToldWithWhatToUseInsteadAsKeyAndAsVariable(String setting, String instead) {
        String key = "gigachat." + setting;
        String variable = "GIGACHAT_" + setting.replace('-', '_').toUpperCase(Locale.ROOT);

        assertThat(warnings(Map.of(key, "MARKER")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(key + " has no effect: ")
                        .contains(instead)
                        .doesNotContain("MARKER"));
        assertThat(warningsInEnvironment(Map.of(variable, "MARKER")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(variable + " has no effect: ")
                        .contains(instead)
                        .doesNotContain("MARKER"));
    }

    @ParameterizedTest
    @CsvSource({
        "credential, credentials",
        "credentails, credentials",
        "Credentials, credentials",
        "base.url, base-url",
        "baseUrl, base-url",
        "base_url, base-url",
        "oauth-url, auth-url",
        "max-retry, max-retries",
        "maxretries, max-retries",
        "time-out, timeout",
        "scop, scope",
        "models, model",
        "header, headers",
        "ca-bundle, ca-bundle-file",
        "token-expiry-buffer, token-expiry-buffer-ms",
        "health-check-time-out, health-check-timeout"
    })
    void aTypingErrorIsToldWithTheNearestKey(String typed, String meant) {
        assertThat(warnings(Map.of("gigachat." + typed, "MARKER")))
                .containsExactly("gigachat." + typed + " has no effect: did you mean gigachat." + meant + "?");
    }

    @Test
    void aTypingErrorInAVariableIsToldWithTheNearestKey() {
        assertThat(warningsInEnvironment(Map.of("GIGACHAT_CREDENTIAL", "MARKER")))
                .containsExactly("GIGACHAT_CREDENTIAL has no effect: did you mean gigachat.credentials?");
    }

    @Test
    void aTypingErrorOfAnInstanceIsToldWithTheKeyOfTheInstance() {
        Map<String, String> keys = Map.of(
                "gigachat.instances", "sales", "gigachat.sales.credentials", "aWQ6eA==", "gigachat.sales.tiemout", "1");

        assertThat(warnings(keys))
                .containsExactly("gigachat.sales.tiemout has no effect: did you mean gigachat.sales.timeout?");
    }

    @Test
    void aVariableOfAnInstanceIsToldWithTheKeyOfTheInstance() {
        Map<String, String> variables = Map.of(
                "GIGACHAT_INSTANCES", "sales-eu",
                "GIGACHAT_SALES_EU_CREDENTIALS", "aWQ6eA==",
                "GIGACHAT_SALES_EU_PASSWORD", "MARKER");

        assertThat(warningsInEnvironment(variables))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("GIGACHAT_SALES_EU_PASSWORD has no effect")
                        .endsWith("use gigachat.sales-eu.credentials"));
    }

    @Test
    void aKeyWhoseFirstWordIsSpelledInCapitalsIsToldWithTheRightKey() {
        assertThat(warnings(Map.of("GigaChat.timeout", "MARKER")))
                .containsExactly("GigaChat.timeout has no effect: did you mean gigachat.timeout?");
    }

    @Test
    void aVariableWhoseEndFitsTwoSettingsIsTakenForTheLongerOne() {
        assertThat(warningsInEnvironment(Map.of("GIGACHAT_SUPPORT_HEALTH_CHECK_TIMEOUT", "MARKER")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("an instance \"support\""));
    }

    @Test
    void whatIsLikeNothingIsToldAsSuch() {
        assertThat(warnings(Map.of("gigachat.colour-of-the-sky", "MARKER")))
                .containsExactly("gigachat.colour-of-the-sky has no effect: there is no such setting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gigachat.support.credentials", "gigachat.support.max-retries"})
    void aKeyOfAnInstanceThatIsNotListedIsToldWithTheList(String key) {
        assertThat(warnings(Map.of(key, "MARKER")))
                .containsExactly(key + " has no effect: if it is meant for an instance \"support\", list that in"
                        + " gigachat.instances (GIGACHAT_INSTANCES)");
    }

    @Test
    void aVariableOfAnInstanceThatIsNotListedIsToldWithTheList() {
        assertThat(warningsInEnvironment(Map.of("GIGACHAT_SUPPORT_MAX_RETRIES", "MARKER")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"support\"", "gigachat.instances"));
    }

    @Test
    void theUnlistedInstanceIsToldEvenIfItsInjectionFailsTheDeployment() {
        try (LogLines log = new LogLines()) {
            Throwable thrown = catchThrowable(
                    () -> Application.start(Map.of("gigachat.sales.credentials", "aWQ6eA=="), Beans.SalesAsker.class)
                            .close());

            assertThat(thrown).isNotNull();
            assertThat(log.of(Level.WARNING))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).contains("gigachat.sales.credentials", "\"sales\"", "gigachat.instances"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gigachat/mp-rest/providers", "gigachat-oauth/mp-rest/followRedirects"})
    void aStandardKeyThatIsNotSupportedIsToldWithThoseThatAre(String key) {
        assertThat(warnings(Map.of(key, "MARKER")))
                .containsExactly(key + " has no effect: of the standard keys of a REST client only connectTimeout,"
                        + " keyStore, keyStorePassword, keyStoreType, proxyAddress, readTimeout, trustStore, trustStorePassword, trustStoreType, url are"
                        + " supported");
    }

    @Test
    void severalAreToldInTheOrderOfTheAlphabetEachOnce() {
        assertThat(warnings(Map.of("gigachat.user", "MARKER", "gigachat.flags", "MARKER", "gigachat.scop", "MARKER")))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("gigachat.flags", "gigachat.scop", "gigachat.user");
    }

    @Test
    void everythingThatIsReadIsKnownAsKeyAndAsVariable() {
        Map<String, String> keys = new HashMap<>(Map.of("gigachat.instances", "sales"));
        for (String prefix : List.of("gigachat.", "gigachat.sales.")) {
            Setting.FIELDS.forEach(setting -> keys.put(prefix + setting, ""));
            Setting.OPTIONS.forEach(setting -> keys.put(prefix + setting, ""));
        }
        for (String configKey : List.of("gigachat", "gigachat-sales", "gigachat-oauth", "gigachat-oauth-sales")) {
            Setting.MP_REST.forEach(key -> keys.put(configKey + "/mp-rest/" + key, ""));
            keys.put(configKey + "/mp-rest/url", "");
        }
        keys.put("gigachat.sales.credentials", "aWQ6eA==");
        Map<String, String> variables = new HashMap<>();
        keys.forEach((key, value) ->
                variables.put(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));

        assertThat(warnings(keys)).isEmpty();
        assertThat(warningsInEnvironment(variables)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gigachatty.user", "my.gigachat.user", "GIGACHATTER_USER", "other/mp-rest/url", "user"})
    void whatBelongsToOthersIsNotLookedAt(String key) {
        assertThat(warnings(Map.of(key, "MARKER"))).isEmpty();
        assertThat(warningsInEnvironment(Map.of(key, "MARKER"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ru-RU"})
    void theLanguageOfTheMachineChangesNothing(String language) {
        InLocale.run(language, () -> {
            assertThat(warningsInEnvironment(Map.of("GIGACHAT_TIMEOUT", "30", "GIGACHAT_CREDENTIALS", "eA==")))
                    .isEmpty();
            assertThat(warningsInEnvironment(Map.of("GIGACHAT_KEY_PASSWORD", "MARKER")))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("gigachat.key-file-password"));
        });
    }

    private static List<String> warnings(Map<String, String> keys) {
        return warnings(() -> Application.start(keys, Beans.Bystander.class));
    }

    private static List<String> warningsInEnvironment(Map<String, String> variables) {
        return warnings(() -> Application.startInEnvironment(variables, Beans.Bystander.class));
    }

    private static List<String> warnings(Supplier<Application> start) {
        try (LogLines log = new LogLines();
                Application application = start.get()) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(log.all()).noneMatch(line -> line.contains("MARKER"));
            return log.of(Level.WARNING);
        }
    }
}
