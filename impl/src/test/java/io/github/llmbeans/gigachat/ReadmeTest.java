package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.OverloadSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows and says is so. */
class ReadmeTest {
    private static final String README = read(Path.of("..", "README.md"));

    @Test
    void theBeanOnTheFirstScreenCompilesAndHasTenLinesOfCode(@TempDir Path out) throws IOException {
        String source = blocks("java").get(0);
        assertThat(source.lines()
                        .filter(line -> !line.isBlank())
                        .filter(line -> !line.startsWith("import"))
                        .count())
                .isLessThanOrEqualTo(10);
        assertCompiles(source, out);
    }

    @Test
    void everyBeanThatIsShownCompiles(@TempDir Path out) throws IOException {
        List<String> beans = blocks("java").stream()
                .filter(block -> block.contains("public class") || block.contains("public abstract class"))
                .toList();
        assertThat(beans).hasSizeGreaterThan(1);
        for (String bean : beans) {
            assertCompiles(bean, out);
        }
    }

    private static void assertCompiles(String source, Path out) throws IOException {
        String name = source.replaceFirst("(?s).*?public (?:abstract )?class (\\w+).*", "$1");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", out.toString(), "-proc:none"),
                            null,
                            List.of(new Source(name, source)))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    @Test
    void quickStartHoldsExactlyTwoCommandsOfOneLineEach() {
        String section = README.substring(README.indexOf("## Quick start"), README.indexOf("## A bean that asks"));

        assertThat(blocks("sh", section))
                .hasSize(2)
                .allSatisfy(
                        block -> assertThat(block.strip()).startsWith("mvn ").doesNotContain("\n"));
    }

    @Test
    void theTableHasEverySettingAndNoOther() {
        Set<String> settings = Setting.all().collect(Collectors.toCollection(TreeSet::new));
        settings.add(Setting.INSTANCES);

        assertThat(table().keySet()).isEqualTo(settings);
    }

    @Test
    void theTablesDefaultsAreTheProvidersDefaults() {
        ProviderConfig config =
                ProviderConfig.builder("gigachat").apiKey("a2V5OnNlY3JldA==").build();
        GigaChatSettings settings = new GigaChatSettings(config, SettingNames.withPrefix("gigachat."));

        Map<String, String> expected = new TreeMap<>();
        expected.put(Setting.SCOPE, settings.scope());
        expected.put(Setting.MODEL, settings.model());
        expected.put(Setting.BASE_URL, settings.baseUrl().toString());
        expected.put(Setting.AUTH_URL, settings.authUrl().toString());
        expected.put(Setting.TIMEOUT, "" + settings.timeout().toSeconds());
        expected.put(Setting.CONNECT_TIMEOUT, "" + settings.connectTimeout().toSeconds());
        expected.put(Setting.MAX_RETRIES, "" + settings.maxRetries());
        expected.put(
                Setting.RETRY_BACKOFF_FACTOR, "" + settings.retryBaseDelay().toMillis() / 1000.0);
        expected.put(Setting.STREAM_TIMEOUT, "" + settings.streamTimeout().toSeconds());
        expected.put(
                Setting.STREAM_IDLE_TIMEOUT, "" + settings.streamIdleTimeout().toSeconds());
        OverloadSettings overload = settings.overload();
        expected.put(Setting.RETRY_BUDGET, "" + overload.retryBudget());
        expected.put(Setting.CIRCUIT_BREAKER, "" + overload.circuitBreaker());
        expected.put(
                Setting.CIRCUIT_BREAKER_DELAY,
                "" + overload.circuitBreakerDelay().toSeconds());
        expected.put(Setting.CIRCUIT_BREAKER_FAILURE_RATIO, "" + overload.circuitBreakerFailureRatio());
        expected.put(Setting.CIRCUIT_BREAKER_VOLUME, "" + overload.circuitBreakerVolume());
        expected.put(
                Setting.MAX_CONCURRENT_REQUESTS,
                overload.maxConcurrentRequests() + " with the scope " + settings.scope() + ", else 10");
        expected.put(Setting.MAX_QUEUED_REQUESTS, "" + overload.maxQueuedRequests());
        expected.put(Setting.MAX_CONNECTIONS, "" + settings.maxConnections());
        expected.put(Setting.MAX_RESPONSE_BYTES, "" + settings.maxResponseBytes());
        expected.put(
                Setting.TOKEN_EXPIRY_BUFFER_MS,
                "" + settings.tokenExpiryBuffer().toMillis());
        expected.put(Setting.HEALTH_CHECK, settings.healthCheckAsksModels() ? "models" : "token");
        expected.put(
                Setting.HEALTH_CHECK_TIMEOUT, "" + settings.healthCheckTimeout().toSeconds());
        expected.put(
                Setting.HEALTH_CHECK_INTERVAL,
                "" + settings.healthCheckInterval().toSeconds());

        assertThat(table()).containsAllEntriesOf(expected);
    }

    /** Setting to default, both without their backquotes. */
    private static Map<String, String> table() {
        return README.lines()
                .filter(line -> line.startsWith("| `gigachat."))
                .map(line -> line.split(" \\| "))
                .collect(Collectors.toMap(
                        cells -> cells[0].replace("| `gigachat.", "").replace("`", ""),
                        cells -> cells[2].replace("`", "").replace("|", "").strip()));
    }

    private static List<String> blocks(String language) {
        return blocks(language, README);
    }

    private static List<String> blocks(String language, String text) {
        Stream<MatchResult> found = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results();
        return found.map(match -> match.group(1)).toList();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + path, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String name, String code) {
            super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
