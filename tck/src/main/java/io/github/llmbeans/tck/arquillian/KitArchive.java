package io.github.llmbeans.tck.arquillian;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.settings.RunConfiguration;
import io.github.llmbeans.tck.settings.Setting;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Makes the application that is deployed for {@link ServerConformance}. */
public final class KitArchive {
    private static final String SETTINGS = "llmbeans-tck.properties";

    private KitArchive() {}

    /**
     * An application with the kit, the contract and what the author names. Settings of the kit that this JVM was started
     * with go with it.
     *
     * @param name of the application, without {@code .war}
     * @param librariesOf a class of each further library (the provider's own, for instance), which is packed whole, from
     *     its jar or its folder of classes
     * @return to be completed by the author: test classes, configuration
     */
    public static WebArchive war(String name, Class<?>... librariesOf) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war");
        Set<File> libraries = new LinkedHashSet<>();
        libraries.add(place(BaseProvider.class));
        libraries.add(place(KitArchive.class));
        libraries.add(place(WireMockServer.class));
        for (Class<?> type : librariesOf) {
            libraries.add(place(type));
        }
        libraries.forEach(library -> war.addAsLibrary(packed(library)));
        return war.addAsResource(new StringAsset(settings()), SETTINGS);
    }

    private static File place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("cannot find where " + type + " comes from", e);
        }
    }

    private static JavaArchive packed(File library) {
        if (library.isFile()) {
            return ShrinkWrap.createFromZipFile(JavaArchive.class, library);
        }
        String name = library.getParentFile().getParentFile().getName() + ".jar";
        return ShrinkWrap.create(JavaArchive.class, name)
                .as(ExplodedImporter.class)
                .importDirectory(library)
                .as(JavaArchive.class);
    }

    private static String settings() {
        Properties settings = new Properties();
        for (Setting setting : Setting.values()) {
            String value = System.getProperty(setting.property());
            if (value != null) {
                settings.setProperty(setting.property(), value);
            }
        }
        String dir = settings.getProperty(Setting.REPORT_DIR.property(), "target/llmbeans-tck");
        settings.setProperty(
                Setting.REPORT_DIR.property(), Path.of(dir).toAbsolutePath().toString());
        StringWriter text = new StringWriter();
        try {
            settings.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Inside the server. */
    static RunConfiguration configuration() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try (InputStream in = application.getResourceAsStream(SETTINGS)) {
            if (in == null) {
                throw new IllegalStateException("the application has no " + SETTINGS + "; make it with KitArchive");
            }
            Properties settings = new Properties();
            settings.load(new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            return RunConfiguration.of(settings, Path.of(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
