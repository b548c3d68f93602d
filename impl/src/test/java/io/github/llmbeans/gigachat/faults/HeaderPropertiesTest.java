package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What travels in a header arrives exactly and once, or is refused; it never becomes a second header. */
class HeaderPropertiesTest {
    private static Mirror mirror;
    private static List<String> headers;

    @BeforeContainer
    static void start() {
        mirror = new Mirror();
        mirror.provider.generate("Hello");
        headers = mirror.headerNames();
    }

    @AfterContainer
    static void stop() {
        mirror.close();
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Hostile.texts(), Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40));
    }

    @Property(tries = 600)
    void aSessionIdArrivesExactlyOrIsRefused(@ForAll("values") String value) {
        check("x-session-id", value, ChatRequestBuilder::sessionId);
    }

    @Property(tries = 300)
    void aClientIdArrivesExactlyOrIsRefused(@ForAll("values") String value) {
        check("x-client-id", value, ChatRequestBuilder::clientId);
    }

    @Property(tries = 300)
    void aRequestIdArrivesExactlyOrIsRefused(@ForAll("values") String value) {
        check("x-request-id", value, ChatRequestBuilder::requestId);
    }

    private static void check(
            String name, String value, BiFunction<ChatRequestBuilder, String, ChatRequestBuilder> set) {
        ChatRequest request;
        try {
            request = set.apply(ChatRequest.builder().user("Hello"), value).build();
        } catch (IllegalArgumentException refused) {
            return;
        }
        mirror.provider.chat(request);

        assertThat(mirror.headers(name)).containsExactly(value);
        List<String> expected = new ArrayList<>(headers);
        expected.add(name);
        assertThat(mirror.headerNames()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 100)
    void aConfiguredHeaderArrivesExactlyOrIsRefused(@ForAll("values") String value) {
        Mirror configured;
        try {
            configured = new Mirror(config -> config.option("headers", "X-Team: " + value));
        } catch (IllegalArgumentException refused) {
            return;
        }
        try (configured) {
            configured.provider.generate("Hello");

            List<String> expected = new ArrayList<>(headers);
            if (value.contains(",")) {
                // What follows is a header of its own, as documented, and was asked for by whoever configures.
                assertThat(configured.headerNames()).containsAll(headers).contains("x-team");
                return;
            }
            expected.add("x-team");
            assertThat(configured.headers("x-team")).containsExactly(value.strip());
            assertThat(configured.headerNames()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
