package io.github.llmbeans.tck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.requirements.Level;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.requirements.Requirements;
import io.github.llmbeans.tck.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The generated parts of the guide are those of today. */
class GuideTest {
    private static final Path GUIDE = Path.of("README.md");
    private static final Path STARTER = Path.of("starter");
    private static final Requirements REQUIREMENTS = Requirements.load();

    @Test
    void theGuideShowsTodaysSettingsNeedsAndRequirements() throws IOException {
        String guide = Written.read(GUIDE);
        guide = with(guide, "settings", settings());
        guide = with(guide, "needs", needs());
        guide = with(guide, "requirements", requirements());
        guide = with(guide, "starter-test", "\n```java\n" + starterTest() + "```\n");
        Written.mustBe(GUIDE, guide);
    }

    @Test
    void idsInTheGuideExist() throws IOException {
        Matcher ids = Pattern.compile("`([A-Z]{3}-[A-Z-]+)`").matcher(Written.read(GUIDE));
        assertThat(ids.results().map(found -> found.group(1)).toList())
                .isNotEmpty()
                .allMatch(id -> REQUIREMENTS.find(id).isPresent());
    }

    private static String with(String guide, String part, String text) {
        String begin = "<!-- generated: " + part + " -->\n";
        String end = "<!-- end of " + part + " -->";
        int from = guide.indexOf(begin);
        int to = guide.indexOf(end);
        assertThat(from).as("the guide must have " + begin).isNotNegative();
        assertThat(to).as("the guide must have " + end).isGreaterThan(from);
        return guide.substring(0, from + begin.length()) + text + guide.substring(to);
    }

    private static String settings() {
        StringBuilder text = new StringBuilder("\n| Property | Usually | Can be | What it does |\n|---|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            text.append("| `" + setting.property() + "` | " + setting.usual() + " | " + setting.bound() + " | "
                    + setting.meaning() + " |\n");
        }
        return text.append('\n').toString();
    }

    /** From the comments of the enum. */
    private static String needs() throws IOException {
        String source = Written.read(Path.of("src/main/java/io/github/llmbeans/tck/Need.java"));
        StringBuilder text = new StringBuilder("\n| Need | What it means |\n|---|---|\n");
        for (Need need : Need.values()) {
            Matcher comment =
                    Pattern.compile("/\\*\\*([^/]*)\\*/\\s*" + need + "\\b").matcher(source);
            assertThat(comment.find()).as(need + " has a comment").isTrue();
            String words =
                    comment.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
            text.append("| `" + need + "` | " + words + " |\n");
        }
        return text.append('\n').toString();
    }

    private static String requirements() {
        StringBuilder text = new StringBuilder("\nContract " + REQUIREMENTS.version() + ", "
                + REQUIREMENTS.all().size() + " requirements. A requirement is a MUST unless said otherwise.\n");
        REQUIREMENTS.groups().forEach((group, title) -> {
            text.append("\n### " + title + "\n\n");
            List<Requirement> members = REQUIREMENTS.all().stream()
                    .filter(requirement -> requirement.group().equals(group))
                    .toList();
            members.forEach(requirement -> text.append(requirement(requirement)));
        });
        return text.append('\n').toString();
    }

    private static String requirement(Requirement requirement) {
        StringBuilder text = new StringBuilder("- **`" + requirement.id() + "`** ");
        if (requirement.level() != Level.MUST) {
            text.append("(" + requirement.level() + ") ");
        }
        if (requirement.capability() != null) {
            text.append("(" + requirement.capability() + ") ");
        }
        text.append(escaped(requirement.text()) + "<br>*" + escaped(requirement.intent()) + "*");
        if (requirement.notTestable() != null) {
            text.append("<br>Not tested by the kit: " + escaped(requirement.notTestable()));
        }
        return text.append('\n').toString();
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }

    /** The starter's test without its imports. */
    private static String starterTest() throws IOException {
        String test = Written.read(STARTER.resolve("src/test/java/com/example/pebble/PebbleConformanceTest.java"));
        return test.substring(test.indexOf("class PebbleConformanceTest"));
    }
}
