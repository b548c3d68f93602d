package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.gigachat.internal.OptionalApis;
import io.github.llmbeans.gigachat.internal.config.Mistakes;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The same as {@link GigaChatExtension} for containers with CDI Lite alone, which know their beans when an application is
 * built: Quarkus. Which providers there are is settled then, by what is injected and by the configuration of the build;
 * all other settings are those of the application that runs, and are checked when it starts. There are no decorators.
 */
@SkipIfPortableExtensionPresent(GigaChatExtension.class)
public class GigaChatLiteExtension implements BuildCompatibleExtension {
    private final Wishes wishes = new Wishes();

    /** Called by the container. */
    public GigaChatLiteExtension() {}

    /** The contract need not be among what the container looks through. */
    @Discovery
    public void discover(MetaAnnotations annotations, ScannedClasses classes) {
        annotations.addQualifier(NamedProvider.class);
        classes.add(LiteApplication.class.getName());
    }

    /** Said here and not on the class, which is no bean in other containers. */
    @Enhancement(types = LiteApplication.class)
    public void oneForAll(ClassConfig application) {
        application.addAnnotation(Singleton.class);
    }

    /** What the beans of the application want, and which providers they are themselves. */
    @Registration(types = Object.class)
    public void applicationsOwn(BeanInfo bean) {
        if (!bean.isSynthetic()) {
            LiteWishes.note(bean, wishes);
        }
    }

    /** Adds the providers, or says why there can be none. */
    @Synthesis
    public void addBeans(SyntheticComponents components, Messages messages) {
        Config config = ConfigProvider.getConfig();
        Mistakes mistakes = new Mistakes();
        LiteBuild build = LiteBuild.of(config, wishes, mistakes);
        if (!mistakes.isEmpty()) {
            mistakes.sentences().forEach(messages::error);
            return;
        }
        ProviderSettings settings = ProviderSettings.read(config, new Mistakes());
        if (settings.router() == null && !wishes.routerHolders().isEmpty()) {
            messages.warn(RouterSettings.missingFor(wishes.routerHolders()));
        }
        LiteBeans.add(components, build, settings.router());
        if (settings.health().enabled() && OptionalApis.isPresent(OptionalApis.HEALTH)) {
            LiteReadiness.add(components, build.ready(settings), settings.router());
        }
    }
}
