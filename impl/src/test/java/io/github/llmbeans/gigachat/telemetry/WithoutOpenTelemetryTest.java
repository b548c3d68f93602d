package io.github.llmbeans.gigachat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where OpenTelemetry is not on the class path: a class loader that knows everything but it. */
class WithoutOpenTelemetryTest {
    private static final String PACKAGE = WithoutOpenTelemetryTest.class.getPackageName();

    private final GigaChatSimulator simulator = GigaChatSimulator.start();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader without;

    @BeforeEach
    void leaveItOut() {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("opentelemetry-"))
                .map(WithoutOpenTelemetryTest::url)
                .toArray(URL[]::new);
        without = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(without);
    }

    @AfterEach
    void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        without.close();
        simulator.close();
    }

    @Test
    void itIsNotThere() {
        assertThatThrownBy(() -> without.loadClass("io.opentelemetry.context.Context"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aProviderInPlainJavaAnswersAsUsual() throws Exception {
        assertThat(run("PlainCalls")).isEqualTo("blocking, asynchronous and streamed");
    }

    @Test
    void aProviderInAContainerAnswersAsUsual() throws Exception {
        assertThat(run("ContainerCall")).isEqualTo("injected");
    }

    /** Made and run inside that class loader, so that everything it uses is loaded there too. */
    private String run(String className) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        settings.put("gigachat.credentials", simulator.credentials());
        settings.put("gigachat.scope", simulator.scope());
        settings.put("gigachat.base-url", simulator.baseUrl());
        settings.put("gigachat.auth-url", simulator.authUrl());
        Class<?> type = without.loadClass(PACKAGE + "." + className);
        assertThat(type.getClassLoader()).isSameAs(without);
        Object calls = type.getDeclaredConstructor(Map.class).newInstance(settings);
        return calls.toString();
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
