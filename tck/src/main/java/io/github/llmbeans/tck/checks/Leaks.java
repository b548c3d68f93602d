package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.run.Expect;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Looks for texts that must stand nowhere. */
final class Leaks {
    private Leaks() {}

    /** None of the secrets stands in the text; where is said, the secret is not. */
    static void none(String where, Collection<String> secrets, String text) {
        for (String secret : secrets) {
            int at = text.indexOf(secret);
            if (at >= 0) {
                String before = text.substring(Math.max(0, at - 60), at);
                Expect.that(
                        "no secret in " + where,
                        false,
                        before + "*** (a secret of " + secret.length() + " characters)");
            }
        }
    }

    /** None stands in what the exception shows: string forms, messages and traces of it and of all that hang on it. */
    static void none(Collection<String> secrets, Throwable thrown) {
        for (Throwable part : parts(thrown, Collections.newSetFromMap(new IdentityHashMap<>()))) {
            StringWriter trace = new StringWriter();
            part.printStackTrace(new PrintWriter(trace));
            String where = part.getClass().getSimpleName();
            none("the text of " + where, secrets, part + "\n" + part.getLocalizedMessage());
            none("the trace of " + where, secrets, trace.toString());
        }
    }

    private static List<Throwable> parts(Throwable thrown, Set<Throwable> seen) {
        List<Throwable> parts = new ArrayList<>();
        if (thrown != null && seen.add(thrown)) {
            parts.add(thrown);
            parts.addAll(parts(thrown.getCause(), seen));
            for (Throwable suppressed : thrown.getSuppressed()) {
                parts.addAll(parts(suppressed, seen));
            }
        }
        return parts;
    }
}
