package io.github.llmbeans.signatures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A file that lists what others can see of some packages, so that none of it changes unseen; {@code
 * -Dllmbeans.tck.write=true} writes it again.
 */
public final class SignatureList {
    private static final boolean WRITE = Boolean.getBoolean("llmbeans.tck.write");

    private SignatureList() {}

    /** Writes the file, or fails, telling what is gone and what is new, if it is not what the packages show. */
    public static void mustBe(Path file, Class<?>... oneOfEachPackage) throws IOException {
        List<String> now = new ArrayList<>();
        for (Class<?> one : oneOfEachPackage) {
            ClassesOf.packageOf(one).forEach(type -> now.addAll(Signatures.of(type)));
        }
        if (WRITE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, (String.join("\n", now) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String difference = difference(read(file), now);
        if (!difference.isEmpty()) {
            throw new AssertionError(file.getFileName() + " is not what others see.\n" + difference);
        }
    }

    private static List<String> read(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }

    /** What is gone, what is new and breaks those who implement a type, what is new; nothing if nothing is. */
    static String difference(List<String> before, List<String> now) {
        Set<String> gone = new LinkedHashSet<>(before);
        now.forEach(gone::remove);
        Set<String> added = new LinkedHashSet<>(now);
        before.forEach(added::remove);
        Set<String> types = new LinkedHashSet<>();
        before.forEach(line -> types.add(typeOf(line)));
        List<String> demanded = added.stream()
                .filter(line -> types.contains(typeOf(line)) && line.contains(" abstract ") && line.contains("("))
                .toList();
        demanded.forEach(added::remove);
        StringBuilder text = new StringBuilder();
        tell(text, "Gone or changed, which BREAKS those who use it", "- ", gone);
        tell(text, "New and abstract, or changed to it, which BREAKS those who implement the type", "+ ", demanded);
        tell(text, "New, or what something has become", "+ ", added);
        if (text.length() > 0) {
            text.append("If this is meant, write the list again with -Dllmbeans.tck.write=true");
            text.append(gone.isEmpty() && demanded.isEmpty() ? "." : "; a break needs a version that may break.");
        }
        return text.toString();
    }

    private static void tell(StringBuilder text, String what, String sign, Iterable<String> lines) {
        List<String> told = new ArrayList<>();
        lines.forEach(line -> told.add("  " + sign + line + "\n"));
        if (!told.isEmpty()) {
            text.append(what).append(" (").append(told.size()).append("):\n").append(String.join("", told));
        }
    }

    private static String typeOf(String line) {
        return line.substring(0, Math.max(0, line.indexOf(": ")));
    }
}
