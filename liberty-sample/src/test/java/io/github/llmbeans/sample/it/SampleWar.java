package io.github.llmbeans.sample.it;

import java.io.File;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The packaged application, configured for a test. */
final class SampleWar {
    private SampleWar() {}

    /** As it is shipped. */
    static WebArchive asShipped(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .merge(ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("sample.war"))));
    }

    /**
     * With settings that win over everything else, the environment included. The timer does not strike during the tests
     * unless the settings say so.
     */
    static WebArchive with(String name, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putIfAbsent("sample.daily.hour", Integer.toString((LocalTime.now().getHour() + 12) % 24));
        String lines = all.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n", "config_ordinal=500\n", "\n"));
        JavaArchive jar = ShrinkWrap.create(JavaArchive.class, "settings.jar")
                .addAsResource(new StringAsset(lines), "META-INF/microprofile-config.properties");
        return asShipped(name).addAsLibrary(jar);
    }

    /** The jar that a class of the tests comes from, for tests that run inside the server. */
    static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
