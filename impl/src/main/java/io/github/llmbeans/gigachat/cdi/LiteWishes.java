package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.Router;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.InjectionPointInfo;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.types.Type;
import java.util.Collection;
import java.util.stream.Stream;

/** Notes {@link Wishes} of beans as a container with CDI Lite tells of them. */
final class LiteWishes {
    private LiteWishes() {}

    static void note(BeanInfo bean, Wishes wishes) {
        bean.injectionPoints().forEach(point -> note(bean, point, wishes));
        if (bean.types().stream().anyMatch(type -> is(type, Router.class)) && isDefault(bean.qualifiers())) {
            wishes.ownRouter();
        }
        if (bean.types().stream().anyMatch(type -> is(type, BaseProvider.class))) {
            wishes.own(isDefault(bean.qualifiers()), names(bean.qualifiers()));
        }
    }

    private static void note(BeanInfo holder, InjectionPointInfo point, Wishes wishes) {
        if (is(point.type(), BaseProvider.class)) {
            wishes.wanted(isDefault(point.qualifiers()), names(point.qualifiers()));
        } else if (is(point.type(), Router.class) && isDefault(point.qualifiers())) {
            wishes.routerWanted(holder.declaringClass().name());
        }
    }

    private static boolean is(Type type, Class<?> wanted) {
        return type.isClass() && type.asClass().declaration().name().equals(wanted.getName());
    }

    private static boolean isDefault(Collection<AnnotationInfo> qualifiers) {
        return qualifiers.isEmpty()
                || qualifiers.stream().anyMatch(qualifier -> qualifier.name().equals(Default.class.getName()));
    }

    private static Stream<String> names(Collection<AnnotationInfo> qualifiers) {
        return qualifiers.stream()
                .filter(qualifier -> qualifier.name().equals(NamedProvider.class.getName()))
                .map(qualifier -> qualifier.value().asString());
    }
}
