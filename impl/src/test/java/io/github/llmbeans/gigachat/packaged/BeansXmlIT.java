package io.github.llmbeans.gigachat.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.Extension;
import java.io.InputStream;
import java.util.jar.JarFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class BeansXmlIT {
    @Test
    void beansXmlIsValidByTheSchemaOfCdi4AndBeansAreFoundByTheirAnnotations() throws Exception {
        DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
        documents.setNamespaceAware(true);
        Document beans;
        try (JarFile jar = new JarFile(Packaged.PROVIDER.jar().toFile());
                InputStream in = jar.getInputStream(jar.getEntry("META-INF/beans.xml"))) {
            beans = documents.newDocumentBuilder().parse(in);
        }

        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Extension.class.getResource("/beans_4_0.xsd"))
                .newValidator()
                .validate(new DOMSource(beans));
        assertThat(beans.getDocumentElement().getAttribute("version")).isEqualTo("4.0");
        assertThat(beans.getDocumentElement().getAttribute("bean-discovery-mode"))
                .isEqualTo("annotated");
    }
}
