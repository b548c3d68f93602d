package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.internal.config.Mistakes;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanBuilder;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * What was found when an application was built, handed on to the application that runs: which providers have beans, what
 * their router is called, and what is wanted. Immutable once it is handed on.
 */
public final class LiteBuild {
    private static final String INSTANCES = "gigachat.instances (GIGACHAT_INSTANCES)";

    private final Set<String> names;
    private final String router;
    private final Wishes wishes;

    private LiteBuild(Set<String> names, String router, Wishes wishes) {
        this.names = names;
        this.router = router;
        this.wishes = wishes;
    }

    /** Of the configuration at build time; an injected name that is listed only later has a bean, too. */
    static LiteBuild of(Config config, Wishes wishes, Mistakes mistakes) {
        Set<String> names = new LinkedHashSet<>(List.of(ConfiguredProviders.DEFAULT_NAME));
        names.addAll(new ConfiguredProviders(config).instances(mistakes));
        RouterSettings settings = RouterSettings.read(config, new Mistakes());
        if (settings != null) {
            settings.checkName(names, wishes.ownNames(), mistakes);
        }
        String router = settings == null ? "" : settings.name();
        wishes.wantedNames().stream()
                .filter(name -> !name.equals(router) && !wishes.ownNames().contains(name))
                .forEach(names::add);
        return new LiteBuild(names, router, wishes);
    }

    Set<String> names() {
        return names;
    }

    Wishes wishes() {
        return wishes;
    }

    Set<String> ready(ProviderSettings settings) {
        return new DeploymentCheck(names, wishes, settings, new Mistakes()).ready();
    }

    /** Notes what the configuration says now of which providers there are, and did not say then. */
    void check(List<String> instances, ProviderSettings settings, Mistakes mistakes) {
        instances.stream()
                .filter(name -> !names.contains(name))
                .forEach(
                        name -> mistakes.add(
                                INSTANCES + " lists \"" + SettingReader.shown(name)
                                        + "\", and did not when the application was built, so there is no bean for it: build it again"));
        names.stream()
                .filter(name -> !name.equals(ConfiguredProviders.DEFAULT_NAME) && !instances.contains(name))
                .forEach(name -> mistakes.add(INSTANCES + " must list \"" + SettingReader.shown(name) + "\", which "
                        + (wishes.wants(name) ? "is injected" : "it did when the application was built")));
        String now = settings.router() == null ? "" : settings.router().name();
        if (!now.equals(router)) {
            mistakes.add(RouterSettings.NAMES.of(RouterSettings.MEMBERS) + " and "
                    + RouterSettings.NAMES.of(RouterSettings.NAME) + " make " + said(now) + ", and made "
                    + said(router) + " when the application was built: build it again");
        }
    }

    private static String said(String router) {
        return router.isEmpty() ? "no router" : "the router \"" + router + "\"";
    }

    void tell(SyntheticBeanBuilder<LiteBuild> bean) {
        bean.withParam("names", names.toArray(String[]::new))
                .withParam("router", router)
                .withParam("wanted", wishes.wantedNames().toArray(String[]::new))
                .withParam("own", wishes.ownNames().toArray(String[]::new))
                .withParam("wantsDefault", wishes.wantsDefault())
                .withParam("hasOwnDefault", wishes.hasOwnDefault())
                .createWith(Told.class);
    }

    /** Brings it back. */
    public static final class Told implements SyntheticBeanCreator<LiteBuild> {
        /** Called by the container. */
        public Told() {}

        @Override
        public LiteBuild create(Instance<Object> lookup, Parameters told) {
            Wishes wishes = new Wishes();
            wishes.wanted(told.get("wantsDefault", Boolean.class), Stream.of(told.get("wanted", String[].class)));
            wishes.own(told.get("hasOwnDefault", Boolean.class), Stream.of(told.get("own", String[].class)));
            Set<String> names = new LinkedHashSet<>(List.of(told.get("names", String[].class)));
            return new LiteBuild(names, told.get("router", String.class), wishes);
        }
    }
}
