package io.github.llmbeans.gigachat.simulator;

import java.util.Arrays;

/** Answers for whoever renders them. */
final class SampleTexts {

    static final String REFUSAL = "Не люблю менять тему разговора, но вот сейчас тот самый случай.";

    static final String MARKDOWN = """
            # A heading

            Some **bold**, some *italic*, some `code` and a [link](https://example.org/).

            ## A list

            - one
            - two
              1. first
              2. second

            | Model | Words |
            |---|---:|
            | small | 100 |
            | large | 1000 |

            > A quotation.

            ```java
            String answer = provider.generate("Why?"); // <not> a tag & no entity
            ```
            """;

    /** Everything in it that a page runs says so on the page's own window: {@code window.hostile}. */
    static final String HOSTILE = """
            # An answer that wants to run

            <script>window.hostile = 'script';</script>
            <img src="x" onerror="window.hostile = 'onerror'">
            <svg onload="window.hostile = 'onload'"></svg>
            <iframe srcdoc="<script>parent.hostile = 'iframe';</script>"></iframe>
            <a href="javascript:window.hostile = 'link'" id="hostile-link">a link in HTML</a>

            [a link in Markdown](javascript:window.hostile='markdown')

            ![a picture](x" onerror="window.hostile='picture')

            <form action="https://example.org/"><input name="password" autofocus onfocus="window.hostile = 'focus'"></form>
            <style>body { display: none }</style>
            <div style="position: fixed; inset: 0; background: url('https://example.org/seen.png')">over it all</div>

            **The end of the hostile answer.**
            """;

    private static final String[] THOUGHTS = {
        "First I read the question once more. ", "Then I weigh what speaks for each answer. ", "Now I am sure. "
    };

    private SampleTexts() {}

    /** What a model thinks with this effort. */
    static String thoughts(String effort) {
        int sentences = switch (effort) {
            case "low" -> 1;
            case "medium" -> 2;
            default -> THOUGHTS.length;
        };
        return String.join("", Arrays.copyOf(THOUGHTS, sentences));
    }
}
