package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.arguments.NullArguments;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever gives nothing where something is needed is told what it is. */
class NullArgumentsTest {
    private static final Duration ONCE = Duration.ofSeconds(1);
    private static final ChatRequest REQUEST = ChatRequest.of("hi");

    private static final ChatResponse RESPONSE =
            ChatResponse.builder("x", "x", "x").build();
    private static final ProviderInfo INFO = new ProviderInfo("x", "x", Set.of());

    private static final NullArguments NULLS = new NullArguments(Map.ofEntries(
            Map.entry(URI.class, URI.create("https://api.example")),
            Map.entry(ChatRequest.class, REQUEST),
            Map.entry(Message.class, Message.user("hi")),
            Map.entry(GenerationParams.class, GenerationParams.defaults()),
            Map.entry(ChatResponse.class, RESPONSE),
            Map.entry(ProviderInfo.class, INFO),
            Map.entry(RetryBudget.class, RetryBudget.unlimited()),
            Map.entry(CircuitBreaker.class, CircuitBreaker.builder("x").build()),
            Map.entry(ProviderMetrics.Calls.class, new ProviderMetrics.Calls(1, Map.of(), 1, 1, 1)),
            Map.entry(ProviderMetrics.Recent.class, new ProviderMetrics.Recent(1, 1)),
            Map.entry(ProviderMetrics.Tokens.class, new ProviderMetrics.Tokens(1, 1, 1)),
            Map.entry(
                    ProviderMetrics.Latency.class,
                    new ProviderMetrics.Latency(1, ONCE, ONCE, ONCE, ONCE, ONCE, ONCE))));

    static List<Object> builders() {
        return List.of(
                ChatRequest.builder(),
                ChatResponse.builder("x", "x", "x"),
                CircuitBreaker.builder("x"),
                Conversation.builder(),
                GenerationParams.builder(),
                MockProvider.builder(),
                ProviderConfig.builder("x"),
                RetryPolicy.builder(),
                Router.builder("x"));
    }

    @ParameterizedTest
    @MethodSource("builders")
    void aBuilderSaysWhatIsNull(Object builder) {
        assertThat(NULLS.ofMethods(builder)).isEmpty();
    }

    @Test
    void theseAreAllBuilders() throws Exception {
        assertThat(builders())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(types(NullArgumentsTest::isBuilder));
    }

    static List<Class<?>> values() throws Exception {
        return types(type -> type.isRecord() || type == ProviderConfig.class);
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueSaysWhatIsNull(Class<?> value) {
        assertThat(NULLS.ofFactories(value)).isEmpty();
    }

    @Test
    void aMockSaysWhatIsNull() {
        assertThat(NULLS.ofMethods(new MockProvider())).isEmpty();
    }

    private static boolean isBuilder(Class<?> type) {
        return type.getSimpleName().endsWith("Builder");
    }

    private static List<Class<?>> types(Predicate<Class<?>> wanted) throws Exception {
        Path contract = Path.of(BaseProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(contract.resolve("io/github/llmbeans"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .<Class<?>>map(name -> named(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .filter(wanted)
                    .toList();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName("io.github.llmbeans." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
