package io.github.llmbeans.signatures;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An annotation as text: its name, and what is not its default. */
final class AnnotationText {
    private AnnotationText() {}

    static String of(Annotation annotation) {
        List<String> members = Arrays.stream(annotation.annotationType().getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .filter(member -> !Objects.deepEquals(value(annotation, member), member.getDefaultValue()))
                .map(member -> member.getName() + "=" + text(value(annotation, member)))
                .toList();
        return "@" + TypeText.name(annotation.annotationType())
                + (members.isEmpty() ? "" : "(" + String.join(", ", members) + ")");
    }

    static String text(Object value) {
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> text(Array.get(value, i)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof Class<?> type ? TypeText.name(type) : value.toString();
    }

    private static Object value(Annotation annotation, Method member) {
        try {
            return member.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(annotation + " does not tell its " + member.getName(), e);
        }
    }
}
