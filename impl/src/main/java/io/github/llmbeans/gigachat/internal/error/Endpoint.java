package io.github.llmbeans.gigachat.internal.error;

/** Which of GigaChat's two services answered; their errors mean different things. */
public enum Endpoint {
    /** The token endpoint. */
    OAUTH("GigaChat's token endpoint"),
    /** The API: completions and models. */
    API("GigaChat");

    private final String label;

    Endpoint(String label) {
        this.label = label;
    }

    /** What a sentence calls it. */
    public String label() {
        return label;
    }
}
