package io.github.llmbeans.gigachat.faults;

/** The exchange that something happens to. */
enum Spot {
    TOKEN("token"),
    COMPLETION("answer"),
    STREAM("stream");

    private final String label;

    Spot(String label) {
        this.label = label;
    }

    /** What the table calls it. */
    String label() {
        return label;
    }

    /** The setting with its address. */
    String setting() {
        return this == TOKEN ? "gigachat.auth-url" : "gigachat.base-url";
    }
}
