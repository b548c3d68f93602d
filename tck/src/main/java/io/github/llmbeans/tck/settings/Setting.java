package io.github.llmbeans.tck.settings;

/** Everything that a run can be told by system properties. The guide's list is made from this. */
public enum Setting {
    /** Decides the order. */
    SEED(
            "seed",
            "a random number",
            "a whole number",
            "Decides the order of the requirements. Each run says which one it took; the same seed gives the same order."),
    /** Scales all waits. */
    TIME_FACTOR(
            "time-factor",
            "1",
            "a number greater than 0, at most 100",
            "Scales every wait and every limit of the kit. Raise it on a slow machine."),
    /** How often everything is run. */
    ROUNDS(
            "rounds",
            "1",
            "a whole number from 1 to 1000",
            "How often everything is run. What fails in one round has failed."),
    /** How many at a time. */
    THREADS(
            "threads",
            "8",
            "a whole number from 1 to 64",
            "How many requirements are checked at a time. Most checks wait for most of their time. Take 1 to look into"
                    + " something."),
    /** How the server is reached. */
    TLS(
            "tls",
            "false",
            "true or false",
            "Whether the provider reaches the kit's server over HTTPS, as in production. Your class must implement"
                    + " TlsUnderTest, so that the kit's certificate is trusted."),
    /** Where reports go. */
    REPORT_DIR(
            "report-dir",
            "target/llmbeans-tck",
            "a folder",
            "Where the reports are written, in a folder named after the test class."),
    /** Known failures. */
    BASELINE(
            "baseline",
            "src/test/resources/llmbeans-tck-baseline.txt if it exists",
            "a file that exists",
            "The list of known failures."),
    /** What to run. */
    ONLY(
            "only",
            "everything",
            "ids of the contract, separated by commas",
            "The only requirements to run, for work on them. All others have not run, and so the verdict fails.");

    /** What the names of all properties begin with. */
    public static final String PREFIX = "llmbeans.tck.";

    private final String name;
    private final String usual;
    private final String bound;
    private final String meaning;

    Setting(String name, String usual, String bound, String meaning) {
        this.name = name;
        this.usual = usual;
        this.bound = bound;
        this.meaning = meaning;
    }

    /**
     * The system property.
     *
     * @return for instance {@code llmbeans.tck.seed}
     */
    public String property() {
        return PREFIX + name;
    }

    /**
     * What holds if nothing is said.
     *
     * @return for people
     */
    public String usual() {
        return usual;
    }

    /**
     * What it can be.
     *
     * @return for people
     */
    public String bound() {
        return bound;
    }

    /**
     * What it does.
     *
     * @return for people
     */
    public String meaning() {
        return meaning;
    }

    IllegalArgumentException wrong(String value) {
        return new IllegalArgumentException(property() + " must be " + bound + ", was " + value);
    }
}
