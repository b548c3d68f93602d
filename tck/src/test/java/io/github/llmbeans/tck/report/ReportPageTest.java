package io.github.llmbeans.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final String EVIL = "</style><script>alert('x')</script>\" onclick='x' \u0000\u001b[31m &amp;";
    private static final Map<String, UnaryOperator<Result>> MIXED = Map.of(
            "GEN-ANSWER-EXACT",
            result -> Samples.failed(result, "the answer \"  Стручок\" \ud83e\udeb4", "what ends\nin " + EVIL),
            "GEN-EMPTY-ANSWER",
            Samples::failed,
            "GEN-PROMPT-EXACT",
            Samples.closed(Outcome.NOT_APPLICABLE, "HTTP: the model runs in this JVM " + EVIL),
            "ERR-STATUS-KEPT",
            Samples.closed(Outcome.NOT_APPLICABLE, "HTTP: the model runs in this JVM " + EVIL),
            "CHT-HISTORY",
            Samples.closed(Outcome.CHALLENGED, "challenged in https://example.org/1"),
            "RTY-COUNT",
            Samples.closed(Outcome.NOT_RUN, "left out by the settings of this run"));

    @TempDir
    Path dir;

    @Test
    void thePageTellsEverythingThatCounts() throws Exception {
        String page = page(Samples.with(MIXED, Map.of("GEN-EMPTY-ANSWER", "being worked on")));

        assertThat(page)
                .contains(" failed", "com.acme.AcmeConformanceTest", "seed 42", "being worked on")
                .contains(
                        "GEN-ANSWER-EXACT is not kept",
                        "id=\"failure-GEN-ANSWER-EXACT\"",
                        "Is it so?",
                        "&gt; POST /v1/ask")
                .contains("the model runs in this JVM");
        Samples.REQUIREMENTS
                .all()
                .forEach(requirement -> assertThat(page)
                        .contains("id=\"" + requirement.id() + "\"")
                        .contains(Html.escape(requirement.text())));
    }

    @Test
    void aPassedRunSaysSo() throws Exception {
        assertThat(page(Samples.good()))
                .contains(" passed", "Nothing counts against the provider")
                .doesNotContain("id=\"failures\"");
    }

    @Test
    void nothingOfAProvidersTextsIsMarkup() throws Exception {
        String page = page(Samples.with(MIXED, Map.of("GEN-EMPTY-ANSWER", EVIL)));

        assertThat(page).doesNotContain("<script>alert", "</style><script>a", "' onclick", "\u0000", "\u001b");
        assertThat(page.split("<script", -1)).hasSize(2);
    }

    @Test
    void thePageNeedsNothingBesideItself() throws Exception {
        assertThat(page(Samples.good()))
                .contains("default-src 'none'".replace("'", "&#39;"))
                .doesNotContain("<link", "src=", "url(", "@import", "href=\"http");
    }

    private String page(Report report) throws Exception {
        ReportFiles.write(dir, report, Samples.REQUIREMENTS);
        return new String(Files.readAllBytes(dir.resolve(ReportFiles.HTML)), StandardCharsets.UTF_8);
    }
}
