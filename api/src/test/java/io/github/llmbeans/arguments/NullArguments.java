package io.github.llmbeans.arguments;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives {@code null} in place of each argument that may not be it, one by one, and tells who does not say so. */
public final class NullArguments {
    private final Map<Class<?>, Object> samples = new HashMap<>();

    /** With arguments that are good wherever something else is looked at. */
    public NullArguments(Map<Class<?>, ?> more) {
        samples.put(String.class, "x");
        samples.put(Object.class, "x");
        samples.put(boolean.class, true);
        samples.put(int.class, 1);
        samples.put(long.class, 1L);
        samples.put(double.class, 0.5);
        samples.put(Duration.class, Duration.ofSeconds(1));
        samples.put(List.class, List.of());
        samples.put(Set.class, Set.of());
        samples.put(Map.class, Map.of());
        samples.putAll(more);
    }

    /** What is wrong with the methods of an object. */
    public List<String> ofMethods(Object target) {
        return Stream.of(target.getClass().getDeclaredMethods())
                .filter(method -> isPublic(method) && !Modifier.isStatic(method.getModifiers()))
                .flatMap(method -> problems(method, args -> method.invoke(target, args)))
                .sorted()
                .toList();
    }

    /** What is wrong with the constructors and static methods of a class. */
    public List<String> ofFactories(Class<?> type) {
        Stream<String> methods = Stream.of(type.getDeclaredMethods())
                .filter(method -> isPublic(method) && Modifier.isStatic(method.getModifiers()))
                .flatMap(method -> problems(method, args -> method.invoke(null, args)));
        Stream<String> constructors = Modifier.isAbstract(type.getModifiers())
                ? Stream.empty()
                : Stream.of(type.getDeclaredConstructors())
                        .filter(NullArguments::isPublic)
                        .flatMap(constructor -> problems(constructor, constructor::newInstance));
        return Stream.concat(methods, constructors).sorted().toList();
    }

    private static boolean isPublic(Executable member) {
        return Modifier.isPublic(member.getModifiers()) && !member.isSynthetic();
    }

    private Stream<String> problems(Executable member, Invocation invocation) {
        List<String> problems = new ArrayList<>();
        Parameter[] parameters = member.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getType().isPrimitive() || nullable(parameters[i])) {
                continue;
            }
            for (Object bad : bads(parameters[i].getType())) {
                Object[] args = samples(member);
                args[i] = bad;
                String problem = problem(invocation, args);
                if (problem != null) {
                    problems.add(name(member) + shown(args) + ": " + problem);
                }
            }
        }
        return problems.stream();
    }

    private static boolean nullable(Parameter parameter) {
        return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Nothing, or something with nothing in it. */
    private static List<Object> bads(Class<?> type) {
        List<Object> bads = new ArrayList<>();
        bads.add(null);
        if (type.isArray() && !type.getComponentType().isPrimitive()) {
            bads.add(Array.newInstance(type.getComponentType(), 1));
        } else if (type == List.class) {
            bads.add(Collections.singletonList(null));
        } else if (type == Set.class) {
            bads.add(Collections.singleton(null));
        }
        return bads;
    }

    /** By the types of the member: a parameter of a compact constructor does not know its own where a newer JDK has compiled it. */
    private Object[] samples(Executable member) {
        Parameter[] parameters = member.getParameters();
        Type[] types = member.getGenericParameterTypes();
        return IntStream.range(0, parameters.length)
                .mapToObj(i -> nullable(parameters[i]) ? null : sample(types[i]))
                .toArray();
    }

    private Object sample(Type wanted) {
        if (wanted instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[0];
            boolean known = generic.getRawType() == List.class && samples.containsKey(element);
            return known ? List.of(sample(element)) : sample(generic.getRawType());
        }
        Class<?> type = (Class<?>) wanted;
        if (samples.containsKey(type)) {
            return samples.get(type);
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> null);
        }
        throw new IllegalStateException("A sample of " + type.getName() + " is needed");
    }

    private static @Nullable String problem(Invocation invocation, Object[] args) {
        try {
            invocation.invoke(args);
            return "taken";
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            boolean said = thrown instanceof NullPointerException
                    && thrown.getMessage() != null
                    && thrown.getMessage().matches("[a-z].* must not be null");
            return said ? null : thrown.toString();
        } catch (ReflectiveOperationException e) {
            return e.toString();
        }
    }

    private static String name(Executable member) {
        String type = member.getDeclaringClass().getSimpleName();
        return member instanceof Constructor ? "new " + type : type + "." + member.getName();
    }

    private static String shown(Object[] args) {
        return Arrays.deepToString(args).replace('[', '(').replace(']', ')');
    }

    /** A call by reflection. */
    private interface Invocation {
        @Nullable
        Object invoke(Object[] args) throws ReflectiveOperationException;
    }
}
