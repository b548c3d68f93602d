package io.github.llmbeans.sample.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.assertj.core.api.Assertions;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderResolver;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server: what it is and on which REST client the provider stands there; kept for the table of servers. */
@ExtendWith(ArquillianExtension.class)
class ServerFactsIT {
    private static final String KNOWN = "known-of-the-server.properties";

    @Inject
    ServletContext application;

    @Deployment
    static WebArchive war() throws IOException {
        return ShrinkWrap.create(WebArchive.class, "facts.war")
                .addClass(RestClientFacts.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(new StringAsset(known()), KNOWN)
                .addAsLibrary(Path.of(Assertions.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toFile());
    }

    /** What only the build knows. */
    private static String known() throws IOException {
        Properties known = new Properties();
        known.setProperty("server", System.getProperty("it.server"));
        known.setProperty("server.version", System.getProperty("it.server.version"));
        known.setProperty("remarks", System.getProperty("it.remarks", ""));
        known.setProperty(
                "file", Path.of(System.getProperty("it.facts")).toAbsolutePath().toString());
        StringWriter text = new StringWriter();
        known.store(text, null);
        return text.toString();
    }

    @Test
    void theServerHasARestClientWhoseEngineAndVersionAreKnown() throws IOException {
        RestClientFacts client =
                RestClientFacts.of(RestClientBuilderResolver.instance().newBuilder());
        assertThat(client.engine()).isNotBlank();
        assertThat(client.version()).matches("[34]\\.\\d.*");
        Properties facts = new Properties();
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(KNOWN)) {
            facts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        facts.setProperty("server.info", application.getServerInfo());
        facts.setProperty("java", System.getProperty("java.version"));
        facts.setProperty("rest-client.version", client.version());
        facts.setProperty("rest-client.engine", client.engine());
        Path file = Path.of(facts.getProperty("file"));
        Files.createDirectories(file.getParent());
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            facts.store(out, null);
        }
    }
}
