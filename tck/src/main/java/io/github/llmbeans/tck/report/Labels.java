package io.github.llmbeans.tck.report;

/** Outcomes in words, for the page. */
final class Labels {
    private Labels() {}

    static String word(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "kept";
            case FAIL -> "not kept";
            case REFUSED -> "refused as required";
            case NOT_APPLICABLE -> "not applicable";
            case NOT_TESTABLE -> "not testable";
            case CHALLENGED -> "challenged";
            case NOT_RUN -> "not run";
        };
    }

    /** The outcome as a coloured word that is told by more than its colour. */
    static void pill(Html html, Outcome outcome) {
        html.element("span", outcome.text(), "class", "pill " + outcome.name());
    }
}
