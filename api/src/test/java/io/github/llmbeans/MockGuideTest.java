package io.github.llmbeans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows of testing a bean is what is compiled and run here. */
class MockGuideTest {
    @ParameterizedTest
    @ValueSource(strings = {"SupportDesk", "SupportDeskTest"})
    void theReadmeShowsTheBeanAndItsTestAsTheyAre(String type) throws IOException {
        String source = Files.readString(Path.of("src/test/java/com/example/desk/" + type + ".java"), UTF_8);
        String shown = source.replaceFirst("package [^\\n]*\\n\\n", "");

        assertThat(Files.readString(Path.of("..", "README.md"), UTF_8)).contains("```java\n" + shown + "```\n");
    }
}
