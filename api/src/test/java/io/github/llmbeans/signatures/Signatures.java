package io.github.llmbeans.signatures;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What others can see of a type, a line for each thing: the type, its annotations, fields, constructors and methods. A line
 * stands for itself, and is the same on every JDK.
 */
final class Signatures {
    private static final int SEEN = Modifier.PUBLIC | Modifier.PROTECTED;
    /** What does not concern a caller: synchronized, native, transient, volatile, strictfp. */
    private static final int TOLD = SEEN | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    private final Class<?> type;
    private final SortedSet<String> lines = new TreeSet<>();

    private Signatures(Class<?> type) {
        this.type = type;
    }

    /** The lines of a type, none if others cannot see it; of a {@code package-info} what it says of its package. */
    static List<String> of(Class<?> type) {
        if (type.getSimpleName().equals("package-info")) {
            return Arrays.stream(type.getDeclaredAnnotations())
                    .map(annotation -> type.getPackageName() + ": package has " + AnnotationText.of(annotation))
                    .sorted()
                    .toList();
        }
        if (!isSeen(type) || type.isAnonymousClass() || type.isLocalClass()) {
            return List.of();
        }
        return new Signatures(type).lines();
    }

    private List<String> lines() {
        annotations("", type);
        for (Class<?> part : partsOf(type)) {
            Arrays.stream(part.getDeclaredFields()).filter(Signatures::isTold).forEach(this::field);
            Arrays.stream(part.getDeclaredMethods()).filter(Signatures::isTold).forEach(this::method);
        }
        Arrays.stream(type.getDeclaredConstructors())
                .filter(Signatures::isTold)
                .filter(constructor -> !isCanonical(constructor))
                .forEach(this::constructor);
        String name = TypeText.name(type) + ": ";
        List<String> all = new ArrayList<>();
        all.add(name + head());
        lines.forEach(line -> all.add(name + line));
        return all;
    }

    private String head() {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        return modifiers(type.getModifiers(), type.isInterface() ? Modifier.ABSTRACT : 0)
                + (type.isSealed() ? "sealed " : "")
                + kind
                + TypeText.variables(type.getTypeParameters())
                + components()
                + extended()
                + permitted();
    }

    private String components() {
        return !type.isRecord()
                ? ""
                : Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getAnnotatedType)
                        .map(TypeText::of)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private String extended() {
        String parent = type.getSuperclass() == null || type.isEnum() || type.isRecord()
                ? ""
                : TypeText.of(type.getAnnotatedSuperclass());
        String text = parent.equals("java.lang.Object") || parent.isEmpty() ? "" : " extends " + parent;
        AnnotatedType[] interfaces = type.getAnnotatedInterfaces();
        return interfaces.length == 0 ? text : text + " implements " + TypeText.all(interfaces);
    }

    private String permitted() {
        return !type.isSealed()
                ? ""
                : Arrays.stream(type.getPermittedSubclasses())
                        .filter(Signatures::isSeen)
                        .map(TypeText::name)
                        .sorted()
                        .collect(Collectors.joining(", ", " permits ", ""));
    }

    private void field(Field field) {
        String text = modifiers(field.getModifiers(), 0)
                + (field.isEnumConstant()
                        ? field.getName()
                        : TypeText.of(field.getAnnotatedType()) + " " + field.getName());
        add(text + Constants.valueOf(field), field.getName(), field);
    }

    private void constructor(Constructor<?> constructor) {
        String call = "<init>(" + TypeText.all(constructor.getAnnotatedParameterTypes()) + ")";
        add(
                modifiers(constructor.getModifiers(), 0) + generic(constructor) + call + thrown(constructor),
                call,
                constructor);
    }

    private void method(Method method) {
        String call = method.getName() + "(" + TypeText.all(method.getAnnotatedParameterTypes()) + ")";
        String text = modifiers(method.getModifiers(), 0)
                + (method.isDefault() ? "default " : "")
                + generic(method)
                + TypeText.of(method.getAnnotatedReturnType())
                + " "
                + call
                + (method.isVarArgs() ? " varargs" : "")
                + thrown(method)
                + (method.getDefaultValue() == null ? "" : " default " + AnnotationText.text(method.getDefaultValue()));
        add(text, call, method);
    }

    private void add(String text, String called, AnnotatedElement element) {
        lines.add(text);
        annotations(called + " ", element);
    }

    /** Lines of their own, so that a new one is something new and not a change. */
    private void annotations(String of, AnnotatedElement element) {
        Arrays.stream(element.getDeclaredAnnotations())
                .map(AnnotationText::of)
                .forEach(annotation -> lines.add(of + "has " + annotation));
    }

    private static String generic(Executable executable) {
        String variables = TypeText.variables(executable.getTypeParameters());
        return variables.isEmpty() ? "" : variables + " ";
    }

    /** Checked exceptions only: the others bind nobody. */
    private static String thrown(Executable executable) {
        String text = Arrays.stream(executable.getExceptionTypes())
                .filter(type -> !RuntimeException.class.isAssignableFrom(type) && !Error.class.isAssignableFrom(type))
                .map(TypeText::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "" : " throws " + text;
    }

    private static String modifiers(int all, int without) {
        String text = Modifier.toString(all & TOLD & ~without);
        return text.isEmpty() ? "" : text + " ";
    }

    /** The type and those of its supertypes that others cannot name: what these declare is the type's own to others. */
    private static List<Class<?>> partsOf(Class<?> type) {
        List<Class<?>> parts = new ArrayList<>(List.of(type));
        for (int i = 0; i < parts.size(); i++) {
            List<Class<?>> parents = new ArrayList<>(Arrays.asList(parts.get(i).getInterfaces()));
            parents.add(parts.get(i).getSuperclass());
            parents.stream()
                    .filter(Objects::nonNull)
                    .filter(parent -> !isSeen(parent))
                    .forEach(parts::add);
        }
        return parts;
    }

    /** The constructor that takes the components is told with the record; compilers differ in what they write of it. */
    private boolean isCanonical(Constructor<?> constructor) {
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private static boolean isTold(Member member) {
        return (member.getModifiers() & SEEN) != 0 && !member.isSynthetic();
    }

    private static boolean isSeen(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getDeclaringClass()) {
            if ((c.getModifiers() & SEEN) == 0) {
                return false;
            }
        }
        return true;
    }

    static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);
}
