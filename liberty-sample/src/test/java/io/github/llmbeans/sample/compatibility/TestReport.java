package io.github.llmbeans.sample.compatibility;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The report of one test class.
 *
 * @param properties the system properties of the JVM of the tests
 */
record TestReport(int tests, int failed, int skipped, Map<String, String> properties) {

    static TestReport read(Path file) throws IOException {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return of(parsers.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file + " is no report of tests", e);
        }
    }

    private static TestReport of(Element suite) {
        Map<String, String> properties = new HashMap<>();
        NodeList all = suite.getElementsByTagName("property");
        for (int i = 0; i < all.getLength(); i++) {
            Element property = (Element) all.item(i);
            properties.put(property.getAttribute("name"), property.getAttribute("value"));
        }
        return new TestReport(
                number(suite, "tests"),
                number(suite, "errors") + number(suite, "failures"),
                number(suite, "skipped"),
                properties);
    }

    private static int number(Element suite, String name) {
        return Integer.parseInt(suite.getAttribute(name));
    }
}
