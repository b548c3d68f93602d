package io.github.llmbeans.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitXmlTest {
    private static final Map<String, UnaryOperator<Result>> MIXED = Map.of(
            "GEN-ANSWER-EXACT",
            result -> Samples.failed(result, "<a> & \"b\"", "]]> \u0000 \ud83e\udeb4"),
            "GEN-EMPTY-ANSWER",
            Samples::failed,
            "GEN-PROMPT-EXACT",
            Samples.closed(Outcome.NOT_APPLICABLE, "no wire"),
            "CHT-HISTORY",
            Samples.closed(Outcome.NOT_RUN, "not come to it"));

    @Test
    void buildServersSeeOneTestCaseForEachId() throws Exception {
        Element suite = parse(Samples.with(MIXED, Map.of("GEN-EMPTY-ANSWER", "known")));

        assertThat(suite.getAttribute("tests"))
                .isEqualTo(String.valueOf(Samples.REQUIREMENTS.all().size()));
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(Samples.REQUIREMENTS.all().size());
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
    }

    @Test
    void eachOutcomeIsWhatItIsForABuildServer() throws Exception {
        Element suite = parse(Samples.with(MIXED, Map.of("GEN-EMPTY-ANSWER", "known")));

        assertThat(inside(suite, "GEN-ANSWER-EXACT")).isEqualTo("failure");
        assertThat(inside(suite, "GEN-EMPTY-ANSWER")).isEqualTo("skipped");
        assertThat(inside(suite, "GEN-PROMPT-EXACT")).isEqualTo("skipped");
        assertThat(inside(suite, "CHT-HISTORY")).isEqualTo("error");
        assertThat(suite.getTextContent()).contains("Expected: <a> & \"b\"", "Seen: ]]> \ufffd \ud83e\udeb4");
    }

    private static String inside(Element suite, String id) {
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element one = (Element) cases.item(i);
            if (one.getAttribute("name").equals(id)) {
                return one.getFirstChild().getNodeName();
            }
        }
        throw new AssertionError("no test case " + id);
    }

    private static Element parse(Report report) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitXml.write(report))))
                .getDocumentElement();
    }
}
