package io.github.llmbeans.tck.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.guide.Written;
import io.github.llmbeans.tck.internal.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * No requirement changes in silence: a new text or level needs a new revision, and an id never goes away. Until the first
 * release {@code -Dllmbeans.tck.write=true} may write the lock again.
 */
class RequirementsLockTest {
    private static final Path LOCK = Path.of("src/test/resources/io/github/llmbeans/tck/requirements.lock");

    @Test
    void aChangedRequirementHasANewRevision() throws IOException {
        Map<String, String> now = new TreeMap<>();
        Requirements.load().all().forEach(requirement -> now.put(requirement.id(), line(requirement)));
        if (!Written.again()) {
            List<String> wrong = new ArrayList<>();
            for (String locked : Written.read(LOCK).lines().toList()) {
                compare(locked, now, wrong);
            }
            assertThat(wrong).isEmpty();
        }
        Written.mustBe(LOCK, String.join("\n", now.values()) + "\n");
    }

    private static void compare(String locked, Map<String, String> now, List<String> wrong) {
        String[] before = locked.split(" ");
        String line = now.get(before[0]);
        if (line == null) {
            wrong.add(before[0] + " is gone, and ids stay: make it not testable instead, with the reason");
            return;
        }
        String[] after = line.split(" ");
        if (!before[2].equals(after[2]) && Integer.parseInt(after[1]) <= Integer.parseInt(before[1])) {
            wrong.add(before[0] + " has a new text or level but still revision " + after[1] + ": raise it");
        }
    }

    private static String line(Requirement requirement) {
        String promise = requirement.level() + " " + requirement.text();
        String hash = Hashes.sha256(promise.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        return requirement.id() + " " + requirement.revision() + " " + hash;
    }
}
