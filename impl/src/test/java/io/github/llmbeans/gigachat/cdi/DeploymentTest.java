package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that somebody wants is configured well, or the application does not start and says why. */
class DeploymentTest {
    private static final String MISSING = "gigachat.credentials (GIGACHAT_CREDENTIALS) is not set";

    @Test
    void aMissingKeyFailsTheDeploymentWithOneSentenceThatNamesIt() {
        String told = told(Map.of(), Beans.Asker.class);

        assertThat(told.lines()).filteredOn(line -> line.contains(MISSING)).isNotEmpty();
    }

    @Test
    void aMissingKeyMattersToNobodyWhoDoesNotAsk() {
        try (Application application = Application.start(Map.of(), Beans.Bystander.class)) {
            assertThat(application.bean(Beans.Bystander.class)).isNotNull();
        }
    }

    @Test
    void aMissingKeyDoesNotMatterToWhoMayAskLaterUntilItAsks() {
        try (Application application = Application.start(Map.of(), Beans.LazyAsker.class)) {
            BaseProvider llm = application.bean(Beans.LazyAsker.class).llm.get();

            assertThatThrownBy(llm::info).hasMessageContaining(MISSING);
        }
    }

    @Test
    void theDefaultProviderAskedForByItsNameIsCheckedToo() {
        assertThat(told(Map.of(), Beans.GigaChatAsker.class)).contains(MISSING);
    }

    @Test
    void aMissingKeyOfAListedInstanceFailsTheDeploymentWhoeverAsks() {
        assertThat(told(Map.of("gigachat.instances", "sales"), Beans.Bystander.class))
                .contains("gigachat.sales.credentials (GIGACHAT_SALES_CREDENTIALS) is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gigachat.timeout|0|gigachat.timeout (GIGACHAT_TIMEOUT) must be between 1 and 300 seconds, was \"0\"",
                "gigachat.timeout|301|gigachat.timeout (GIGACHAT_TIMEOUT) must be between 1 and 300 seconds",
                "gigachat.timeout|soon|gigachat.timeout (GIGACHAT_TIMEOUT) must be a number of seconds",
                "gigachat.max-retries|11|gigachat.max-retries (GIGACHAT_MAX_RETRIES) must be a whole number between 0 and"
                        + " 10, was \"11\"",
                "gigachat.max-connections|0|gigachat.max-connections (GIGACHAT_MAX_CONNECTIONS) must be a whole number",
                "gigachat.base-url|api.giga.chat|gigachat.base-url (GIGACHAT_BASE_URL) must be an absolute http or https",
                "gigachat.auth-url|ftp://x/y|gigachat.auth-url (GIGACHAT_AUTH_URL) must be an absolute http or https",
                "gigachat.base-url|http://api.giga.chat/v1|gigachat.base-url (GIGACHAT_BASE_URL) must use https",
                "gigachat/mp-rest/url|http://api.giga.chat/v1|gigachat.base-url (GIGACHAT_BASE_URL) must use https",
                "gigachat-oauth/mp-rest/url|http://api.giga.chat/oauth|gigachat.auth-url (GIGACHAT_AUTH_URL) must use"
                        + " https",
                "gigachat.cert-file|/no/such/file.pem|gigachat.cert-file (GIGACHAT_CERT_FILE) must name a",
                "gigachat.key-file|/no/such/file.pem|gigachat.key-file (GIGACHAT_KEY_FILE) is set without",
                "gigachat.verify-ssl-certs|nein|gigachat.verify-ssl-certs (GIGACHAT_VERIFY_SSL_CERTS) must be true or",
                "gigachat.production|ja|gigachat.production (GIGACHAT_PRODUCTION) must be true or false",
                "gigachat.credentials-file|/run/x|gigachat.credentials (GIGACHAT_CREDENTIALS) and gigachat.credentials-file",
                "gigachat/mp-rest/url|nowhere|gigachat/mp-rest/url must be an absolute http or https address",
                "gigachat-oauth/mp-rest/url|nowhere|gigachat-oauth/mp-rest/url must be an absolute http or https",
                "gigachat/mp-rest/readTimeout|30s|gigachat/mp-rest/readTimeout must be a number of milliseconds",
                "gigachat-oauth/mp-rest/readTimeout|30s|gigachat-oauth/mp-rest/readTimeout must be a number of milliseconds",
                "gigachat.ca-bundle-file|/no/such/file.pem|gigachat.ca-bundle-file (GIGACHAT_CA_BUNDLE_FILE) must name a",
                "gigachat.health-check|ping|gigachat.health-check (GIGACHAT_HEALTH_CHECK) must be token or models",
                "gigachat.headers|X|gigachat.headers (GIGACHAT_HEADERS) must be a list",
                "gigachat.allow-plain-http|ja|gigachat.allow-plain-http (GIGACHAT_ALLOW_PLAIN_HTTP) must be true or false"
            })
    void aWrongValueFailsTheDeploymentAndIsToldWithItsKey(String key, String value, String sentence) {
        assertThat(told(Map.of("gigachat.credentials", "aWQ6c2VjcmV0", key, value), Beans.Asker.class))
                .contains(sentence);
    }

    @Test
    void aWrongKeyCharacterIsToldWithoutTheKey() {
        assertThat(told(Map.of("gigachat.credentials", "MAR KER"), Beans.Asker.class))
                .contains("gigachat.credentials (GIGACHAT_CREDENTIALS) must be printable ASCII")
                .doesNotContain("MAR KER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gigachat.base-url", "gigachat.auth-url", "gigachat/mp-rest/url", "gigachat-oauth/mp-rest/url"})
    void userInformationInAnAddressFailsTheDeploymentAndIsNotShown(String key) {
        Map<String, String> keys =
                Map.of("gigachat.credentials", "aWQ6c2VjcmV0", key, "https://user:MARKER@api.example/v1");

        assertThat(told(keys, Beans.Asker.class))
                .contains(key, "user information")
                .doesNotContain("MARKER");
    }

    @Test
    void aWrongValueOfAnInstanceIsToldWithTheKeyOfTheInstance() {
        Map<String, String> keys = Map.of(
                "gigachat.instances", "sales",
                "gigachat.credentials", "aWQ6c2VjcmV0",
                "gigachat.sales.timeout", "0");

        assertThat(told(keys, Beans.Bystander.class))
                .contains("gigachat.sales.timeout (GIGACHAT_SALES_TIMEOUT) must be");
    }

    @Test
    void aWrongStandardKeyOfAnInstanceFailsTheDeployment() {
        Map<String, String> keys = Map.of(
                "gigachat.instances", "sales",
                "gigachat.credentials", "aWQ6c2VjcmV0",
                "gigachat-sales/mp-rest/readTimeout", "30s");

        assertThat(told(keys, Beans.Bystander.class)).contains("mp-rest/readTimeout must be a number of milliseconds");
    }

    @Test
    void severalWrongInstancesAreToldTogether() {
        assertThat(told(Map.of("gigachat.instances", "sales,support"), Beans.Bystander.class))
                .contains("gigachat.sales.credentials", "gigachat.support.credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales team", "-sales", "sales.eu", "gigachat", "продажи", "sales,a/b", "sales_eu"})
    void aNameThatNoInstanceMayHaveFailsTheDeployment(String instances) {
        assertThat(told(Map.of("gigachat.instances", instances), Beans.Bystander.class))
                .contains("gigachat.instances (GIGACHAT_INSTANCES) must list names of letters, digits and hyphens");
    }

    @Test
    void nothingIsSentAtDeployment() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                Application application = Application.start(
                        Keys.of(simulator).with("gigachat.instances", "sales").map(), Beans.Asker.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(simulator.requests()).isEmpty();
        }
    }

    /** Everything that the container says when it refuses to start. */
    private static String told(Map<String, String> keys, Class<?>... beans) {
        Throwable thrown = catchThrowable(() -> Application.start(keys, beans).close());
        assertThat(thrown).as("the deployment").isNotNull();
        StringBuilder told = new StringBuilder();
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            told.append(e.getMessage()).append('\n');
            for (Throwable suppressed : e.getSuppressed()) {
                told.append(suppressed.getMessage()).append('\n');
            }
        }
        return told.toString();
    }
}
