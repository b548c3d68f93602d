package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are counted and models listed on the path that completions take. */
class TokensAndModelsOnTheWireTest {
    private GigaChatSimulator simulator;
    private GigaChatProvider provider;

    @BeforeEach
    void start() {
        simulator = GigaChatSimulator.start();
        provider = GigaChatProvider.builder(Simulated.config(simulator).build())
                .sleeper(pause -> {})
                .build();
    }

    @AfterEach
    void stop() {
        provider.close();
        simulator.close();
    }

    @Test
    void tokensAreCountedInOneRequestForTheConfiguredModel() {
        List<TokenCount> counts = provider.countTokens(List.of("Привет, мир", "", "🫘🫘🫘🫘🫘"));

        assertThat(counts).containsExactly(new TokenCount(3, 11), new TokenCount(0, 0), new TokenCount(2, 5));
        List<RecordedRequest> requests = simulator.requests(Endpoint.TOKENS_COUNT);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).header("Authorization").orElseThrow()).startsWith("Bearer ");
        assertThat(requests.get(0).header("User-Agent").orElseThrow()).startsWith("LLM-Beans");
        assertThat((Object) JsonbBuilder.create().fromJson(requests.get(0).bodyText(), Map.class))
                .isEqualTo(Map.of("model", "GigaChat-2-Pro", "input", List.of("Привет, мир", "", "🫘🫘🫘🫘🫘")));
        assertThat(provider.countTokens(List.of())).isEmpty();
        assertThat(simulator.requests(Endpoint.TOKENS_COUNT)).hasSize(1);
    }

    @Test
    void modelsAreListedWithTypeAndOwnerInTheServersOrder() {
        List<ModelInfo> models = provider.models();

        assertThat(models)
                .startsWith(new ModelInfo("GigaChat-2", "chat", "salutedevices"))
                .contains(new ModelInfo("Embeddings", "embedder", "salutedevices"));
        assertThat(models.stream().filter(ModelInfo::canChat).map(ModelInfo::id))
                .containsExactly("GigaChat-2", "GigaChat-2-Pro", "GigaChat-2-Max", "GigaChat-3-Ultra");
    }

    @Test
    void aModelWithoutTypeOrOwnerIsListedAndOneWithoutANameIsNot() {
        simulator.script(Endpoint.MODELS, Reply.json(200, """
                        {"data":[{"id":"a"},{"id":" "},{"type":"chat"},null,{"id":"b","type":"novel","extra":[1]}]}"""));

        assertThat(provider.models())
                .containsExactly(new ModelInfo("a", null, null), new ModelInfo("b", "novel", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"tokens\":1,\"characters\":1}]",
                "[{\"tokens\":1},{\"tokens\":1},{\"tokens\":1}]",
                "[{\"tokens\":1},null]",
                "[{\"tokens\":1},{\"tokens\":-1}]",
                "[{\"tokens\":1},{}]",
                "{\"tokens\":1}",
                "[{\"tokens\":1},{\"tok",
                "",
                "<html>s3cret</html>"
            })
    void countsThatAreNotOneForEachTextAreNotUnderstood(String body) {
        simulator.always(Endpoint.TOKENS_COUNT, Reply.json(200, body));

        ProviderUnavailableException e = catchThrowableOfType(
                ProviderUnavailableException.class, () -> provider.countTokens(List.of("one", "two")));

        assertThat(e.status()).hasValue(200);
        assertThat(e.requestId()).isNotEmpty();
        assertThat(e).hasMessageContaining("that is not what was asked for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"data\":null}", "{\"data\":7}", "{\"data\":[{\"id\":", "<html/>"})
    void aListOfModelsThatIsNoneIsNotUnderstood(String body) {
        simulator.always(Endpoint.MODELS, Reply.json(200, body));

        assertThat(catchThrowableOfType(ProviderUnavailableException.class, provider::models))
                .hasMessageContaining("that is not what was asked for");
    }

    @Test
    void charactersThatTheServerDoesNotTellAreCounted() {
        simulator.script(Endpoint.TOKENS_COUNT, Reply.json(200, "[{\"tokens\":1}]"));

        assertThat(provider.countTokens(List.of("a🫘"))).containsExactly(new TokenCount(1, 2));
    }

    @Test
    void aRejectedTokenIsReplacedAndTheRequestRepeatedOnce() {
        simulator.script(Endpoint.TOKENS_COUNT, WireErrors.unauthorized());
        simulator.script(Endpoint.MODELS, WireErrors.unauthorized());

        assertThat(provider.countTokens(List.of("abcd"))).containsExactly(new TokenCount(1, 4));
        assertThat(simulator.tokenRequests()).hasSize(2);
        assertThat(provider.models()).isNotEmpty();
        assertThat(simulator.tokenRequests()).hasSize(3);
        assertThat(simulator.requests(Endpoint.TOKENS_COUNT)).hasSize(2);
        assertThat(simulator.requests(Endpoint.MODELS)).hasSize(2);
    }

    @Test
    void aTokenThatIsRejectedAgainIsAnAuthenticationFailure() {
        simulator.always(Endpoint.MODELS, WireErrors.unauthorized());

        assertThat(catchThrowableOfType(AuthenticationException.class, provider::models)
                        .status())
                .hasValue(401);
        assertThat(simulator.requests(Endpoint.MODELS)).hasSize(2);
    }

    @Test
    void overloadAndFailuresAreRepeatedAlsoInsideASuccess() {
        simulator.script(
                Endpoint.TOKENS_COUNT,
                WireErrors.internalError(),
                Reply.json(200, "{\"status\":429,\"message\":\"Too many requests\"}"));
        simulator.script(Endpoint.MODELS, Fault.CONNECTION_RESET);

        assertThat(provider.countTokens(List.of("abcd"))).hasSize(1);
        assertThat(provider.models()).isNotEmpty();
        assertThat(simulator.requests(Endpoint.TOKENS_COUNT)).hasSize(3);

        simulator.always(Endpoint.MODELS, Reply.json(429, "{\"status\":429,\"message\":\"Too many requests\"}"));
        assertThat(catchThrowableOfType(RateLimitException.class, provider::models)
                        .attempts())
                .isEqualTo(4);
    }

    @Test
    void aModelThatDoesNotExistIsNamed() {
        try (GigaChatProvider other = new GigaChatProvider(
                Simulated.config(simulator).model("GigaChat-0").build())) {
            assertThat(catchThrowableOfType(InvalidRequestException.class, () -> other.countTokens(List.of("a"))))
                    .hasMessageContaining("No such model")
                    .hasMessageContaining("The model asked for was 'GigaChat-0'");
        }
    }

    @Test
    void theProvidersTimeoutIsTheDeadline() {
        Gate counts = simulator.hold(Endpoint.TOKENS_COUNT);
        Gate models = simulator.hold(Endpoint.MODELS);
        try (GigaChatProvider hasty = new GigaChatProvider(
                Simulated.config(simulator).timeout(Duration.ofSeconds(1)).build())) {
            long start = System.nanoTime();
            ProviderException slow =
                    catchThrowableOfType(ProviderTimeoutException.class, () -> hasty.countTokens(List.of("a")));
            assertThat(slow).hasMessageContaining("1 s");
            assertThat(catchThrowableOfType(ProviderTimeoutException.class, hasty::models))
                    .isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(1990));
        } finally {
            counts.open();
            models.open();
        }
    }

    @Test
    void aClosedProviderRefusesBoth() {
        provider.close();

        assertThatIllegalStateException().isThrownBy(() -> provider.countTokens(List.of("a")));
        assertThatIllegalStateException().isThrownBy(provider::models);
        assertThat(simulator.requests()).isEmpty();
    }
}
