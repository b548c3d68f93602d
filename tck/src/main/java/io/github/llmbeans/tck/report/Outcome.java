package io.github.llmbeans.tck.report;

/** How it stands with a requirement. Each ends in exactly one of these. */
public enum Outcome {
    /** Checked and kept. */
    PASS,
    /** Checked and not kept, or the check broke. Fails the verdict if the requirement is a MUST. */
    FAIL,
    /** Belongs to a capability that is not declared, and the provider refuses it as it should. */
    REFUSED,
    /** Cannot arise with this provider, for the reason that its author gives. */
    NOT_APPLICABLE,
    /** The kit cannot check it, for the reason in the requirements file. */
    NOT_TESTABLE,
    /** Left out after an accepted challenge. */
    CHALLENGED,
    /** Anything else. Fails the verdict. */
    NOT_RUN;

    /**
     * The outcome as reports write it.
     *
     * @return for instance {@code NOT-RUN}
     */
    public String text() {
        return name().replace('_', '-');
    }

    /**
     * Reads an outcome as reports write it.
     *
     * @param text for instance {@code NOT-RUN}
     * @return the outcome
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Outcome of(String text) {
        return valueOf(text.replace('-', '_'));
    }
}
