package io.github.llmbeans.signatures;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types as text, with what may be null in them; by hand, since the JDK's own text differs from version to version. */
final class TypeText {
    private TypeText() {}

    static String of(AnnotatedType type) {
        String mark = mark(type);
        if (type instanceof AnnotatedArrayType array) {
            return array(array);
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            Class<?> raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
            return mark + name(raw) + "<" + all(generic.getAnnotatedActualTypeArguments()) + ">";
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
            return lower.length > 0 ? "? super " + all(lower) : "?" + bounds(wildcard.getAnnotatedUpperBounds());
        }
        return mark
                + (type.getType() instanceof Class<?> plain
                        ? name(plain)
                        : type.getType().getTypeName());
    }

    /** The outer brackets come first, as in the source. */
    private static String array(AnnotatedArrayType array) {
        StringBuilder brackets = new StringBuilder();
        AnnotatedType type = array;
        while (type instanceof AnnotatedArrayType outer) {
            brackets.append(mark(outer).isEmpty() ? "" : " " + mark(outer)).append("[]");
            type = outer.getAnnotatedGenericComponentType();
        }
        return of(type) + brackets;
    }

    static String all(AnnotatedType... types) {
        return Arrays.stream(types).map(TypeText::of).collect(Collectors.joining(", "));
    }

    /** {@code <T extends Bound>}, or nothing. */
    static String variables(TypeVariable<?>[] variables) {
        List<String> texts = Arrays.stream(variables)
                .map(variable -> variable.getName() + bounds(variable.getAnnotatedBounds()))
                .toList();
        return texts.isEmpty() ? "" : "<" + String.join(", ", texts) + ">";
    }

    static String name(Class<?> type) {
        String canonical = type.getCanonicalName();
        return canonical != null ? canonical : type.getName();
    }

    private static String bounds(AnnotatedType... bounds) {
        String text = Arrays.stream(bounds)
                .map(TypeText::of)
                .filter(bound -> !bound.equals("java.lang.Object"))
                .collect(Collectors.joining(" & "));
        return text.isEmpty() ? "" : " extends " + text;
    }

    private static String mark(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    }
}
