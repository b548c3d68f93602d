package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.gigachat.internal.config.Mistakes;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Looks at everything that can be set, and says in one message all that is wrong. Asks no server. Not thread-safe. */
final class DeploymentCheck {
    private final Set<String> names;
    private final Wishes wishes;
    private final ProviderSettings settings;
    private final Mistakes mistakes;

    /**
     * A check.
     *
     * @param names the providers that the configuration describes
     * @param mistakes those that were found when the settings were read
     */
    DeploymentCheck(Set<String> names, Wishes wishes, ProviderSettings settings, Mistakes mistakes) {
        this.names = names;
        this.wishes = wishes;
        this.settings = settings;
        this.mistakes = mistakes;
    }

    /** The providers that somebody wants: those that are listed anywhere, and the default one if it is injected. */
    private Set<String> wanted() {
        return chosen(name -> !name.equals(ConfiguredProviders.DEFAULT_NAME) || wantsGigaChat() || isMember(name));
    }

    /**
     * The providers whose readiness is that of the application: those that are wanted, but for those that stand behind
     * the router and are injected nowhere.
     */
    Set<String> ready() {
        return chosen(name -> wishes.wants(name)
                || !isMember(name) && (!name.equals(ConfiguredProviders.DEFAULT_NAME) || wantsGigaChat()));
    }

    private Set<String> chosen(Predicate<String> choice) {
        return names.stream().filter(choice).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean wantsGigaChat() {
        return wishes.wants(ConfiguredProviders.DEFAULT_NAME) || wishes.wantsDefault() && settings.router() == null;
    }

    private boolean isMember(String name) {
        RouterSettings router = settings.router();
        return router != null && router.members().contains(name);
    }

    /** Whether the router cannot be told from another provider. */
    boolean routerHasAnothersName() {
        RouterSettings router = settings.router();
        return router != null
                && (names.contains(router.name()) || wishes.ownNames().contains(router.name()));
    }

    /** All that is wrong, as far as it can be seen before the beans of other extensions are there. */
    Optional<IllegalArgumentException> before(ConfiguredProviders configured) {
        return told(
                configured, name -> names.contains(name) || wishes.ownNames().contains(name) ? 1 : 0);
    }

    /** All that is wrong. */
    Optional<IllegalArgumentException> after(ConfiguredProviders configured, BeanManager manager) {
        RouterSettings router = settings.router();
        if (router != null && router.strategy() != null && hasStrategy(manager, router.name())) {
            mistakes.add(RouterSettings.NAMES.of(RouterSettings.STRATEGY)
                    + " must not be set beside a RoutingStrategy bean of the application: keep one of them");
        }
        return told(
                configured,
                name -> manager.getBeans(BaseProvider.class, new NamedProviderLiteral(name))
                        .size());
    }

    private Optional<IllegalArgumentException> told(ConfiguredProviders configured, ToIntFunction<String> providers) {
        wanted().forEach(name -> configured.check(name, mistakes));
        RouterSettings router = settings.router();
        if (router != null) {
            router.checkName(names, wishes.ownNames(), mistakes);
            router.members().stream()
                    .filter(member -> !member.equals(router.name()))
                    .forEach(member -> checkMember(member, providers.applyAsInt(member)));
        }
        try {
            mistakes.tell();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e);
        }
    }

    private void checkMember(String member, int providers) {
        Set<String> there = new LinkedHashSet<>(names);
        there.addAll(wishes.ownNames());
        if (providers == 0) {
            mistakes.add(RouterSettings.NAMES.of(RouterSettings.MEMBERS)
                    + " must list configured providers or the application's beans with @NamedProvider, was \""
                    + SettingReader.shown(member) + "\"; there are " + there);
        } else if (providers > 1) {
            mistakes.add(RouterSettings.NAMES.of(RouterSettings.MEMBERS)
                    + " must list providers of which there is one each, was \"" + SettingReader.shown(member)
                    + "\", and " + providers + " beans have that name");
        }
    }

    private static boolean hasStrategy(BeanManager manager, String router) {
        for (Bean<?> bean : manager.getBeans(RoutingStrategy.class, Any.Literal.INSTANCE)) {
            boolean named = bean.getQualifiers().stream()
                    .anyMatch(qualifier -> qualifier instanceof NamedProvider name
                            && name.value().equals(router));
            if (named || bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
                return true;
            }
        }
        return false;
    }
}
