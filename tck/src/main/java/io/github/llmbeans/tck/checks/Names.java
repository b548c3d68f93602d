package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.run.Expect;

/** The names of providers in answers and exceptions. */
final class Names {
    private Names() {}

    /** A router's answers tell the member; members of a router under test begin with the configured name. */
    static void own(String what, String configured, String seen) {
        Expect.that(
                what + " to be \"" + configured + "\", or to begin with it if it is a router's member",
                seen.startsWith(configured),
                seen);
    }
}
