package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.desk.TestModel;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.MockProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A test scripts the model of beans in a container, as the README shows. */
class MockInContainerTest {
    @Test
    void beansAskTheMockThatTheTestScripts() {
        try (Application application =
                Application.start(Map.of(), Beans.SharedAsker.class, Scripter.class, TestModel.class)) {
            MockProvider llm = application.bean(Scripter.class).llm;
            llm.when("Hello").answer("Hi");

            assertThat(application.bean(Beans.SharedAsker.class).ask("Hello")).isEqualTo("Hi");
            assertThat(llm.prompts()).containsExactly("Hello");
        }
    }

    @Test
    void theMockGoesBeforeAProviderOfTheApplication() {
        try (Application application =
                Application.start(Map.of(), Beans.SharedAsker.class, Scripter.class, TestModel.class, OwnModel.class)) {
            application.bean(Scripter.class).llm.script("from the test");

            assertThat(application.bean(Beans.SharedAsker.class).ask("Hello")).isEqualTo("from the test");
        }
    }

    @Test
    void theReadmeShowsTheProducerAsItIs() throws IOException {
        String shown = read(Path.of("src/test/java/com/example/desk/TestModel.java"))
                .replaceFirst("package [^\\n]*\\n\\n", "");

        assertThat(read(Path.of("..", "README.md"))).contains("```java\n" + shown + "```\n");
    }

    private static String read(Path path) throws IOException {
        return Files.readString(path, StandardCharsets.UTF_8);
    }

    /** A test that is a bean, as test frameworks make it. */
    @Dependent
    static class Scripter {
        @Inject
        MockProvider llm;
    }

    /** What the application has in production. */
    @Dependent
    static class OwnModel {
        @Produces
        @ApplicationScoped
        BaseProvider own() {
            MockProvider own = new MockProvider();
            own.otherwise().answer("from the application");
            return own;
        }
    }
}
