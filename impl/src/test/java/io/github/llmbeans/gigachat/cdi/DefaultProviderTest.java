package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @Inject BaseProvider} works with nothing but configuration. */
@Tag("engine")
class DefaultProviderTest {
    private GigaChatSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = GigaChatSimulator.start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aBeanAsksTheProviderThatTheConfigurationDescribes() {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;

            assertThat(llm.generate("What is a bean?")).contains("What is a bean?");
            assertThat(llm.info().name()).isEqualTo("gigachat");
            assertThat(llm.healthCheck()).isTrue();
        }
    }

    @Test
    void nothingIsSentBeforeTheFirstCall() {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class)) {
            application.bean(Beans.Asker.class);

            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void allBeansShareOneProviderAndItsToken() {
        try (Application application =
                Application.start(Keys.of(simulator).map(), Beans.Asker.class, Beans.SharedAsker.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");
            application.bean(Beans.Asker.class).llm.generate("Hello");
            application.bean(Beans.SharedAsker.class).ask("Hello");

            assertThat(simulator.tokenRequests()).hasSize(1);
        }
    }

    @Test
    void systemPropertiesConfigureIt() {
        Map<String, String> keys =
                Keys.of(simulator).with("gigachat.model", "GigaChat-2").map();
        keys.forEach(System::setProperty);
        try (Application application = Application.startWithDefaultSources(Beans.Asker.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;

            assertThat(llm.generate("Hello")).contains("Hello");
            assertThat(llm.info().model()).isEqualTo("GigaChat-2");
        } finally {
            keys.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void environmentVariablesConfigureIt() {
        Map<String, String> variables = Keys.of(simulator)
                .with("gigachat.model", "GigaChat-2-Max")
                .with("gigachat.health-check-timeout", "7")
                .variables();
        assertThat(variables).containsKeys("GIGACHAT_CREDENTIALS", "GIGACHAT_HEALTH_CHECK_TIMEOUT");
        try (Application application = Application.startInEnvironment(variables, Beans.Asker.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;

            assertThat(llm.generate("Hello")).contains("Hello");
            assertThat(llm.info().model()).isEqualTo("GigaChat-2-Max");
        }
    }

    @Test
    void theStandardKeysOfRestClientsConfigureItToo() {
        Map<String, String> keys = Map.of(
                "gigachat.credentials", simulator.credentials(),
                "gigachat/mp-rest/url", simulator.baseUrl(),
                "gigachat-oauth/mp-rest/url", simulator.authUrl(),
                "gigachat/mp-rest/readTimeout", "20000");
        try (Application application = Application.start(keys, Beans.Asker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.generate("Hello"))
                    .contains("Hello");
        }
    }

    @Test
    void spaceAroundAValueDoesNotMatter() {
        Map<String, String> keys = Keys.of(simulator)
                .with("gigachat.scope", " " + simulator.scope() + " ")
                .with("gigachat.model", "GigaChat-2\n")
                .with("gigachat.base-url", " " + simulator.baseUrl() + " ")
                .with("gigachat.max-retries", " 1 ")
                .map();
        try (Application application = Application.start(keys, Beans.Asker.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;

            assertThat(llm.generate("Hello")).contains("Hello");
            assertThat(llm.info().model()).isEqualTo("GigaChat-2");
        }
    }

    @Test
    void aBlankValueIsNoValue() {
        Map<String, String> keys = Keys.of(simulator)
                .with("gigachat.model", " ")
                .with("gigachat.headers", "")
                .map();
        try (Application application = Application.start(keys, Beans.Asker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.info().model()).isEqualTo("GigaChat-2-Pro");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstCallMayComeFromAnyThreadWhateverItsClassLoader(boolean none) throws Exception {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;
            ClassLoader foreign = none ? null : ClassLoader.getPlatformClassLoader();

            assertThat(elsewhere(foreign, llm)).contains("Hello");
        }
    }

    private static String elsewhere(@Nullable ClassLoader loader, BaseProvider llm) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                String text = llm.generate("Hello");
                assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
                answer.complete(text);
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        thread.start();
        return answer.get(60, TimeUnit.SECONDS);
    }
}
