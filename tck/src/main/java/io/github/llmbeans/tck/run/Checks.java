package io.github.llmbeans.tck.run;

import io.github.llmbeans.Capability;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which checks prove which requirement. Immutable. */
public final class Checks {
    private final Map<String, List<Check>> proofs = new LinkedHashMap<>();
    private final Map<Capability, List<Check>> refusals = new EnumMap<>(Capability.class);

    private Checks(List<Class<?>> classes) {
        for (Class<?> type : classes) {
            Method[] methods = type.getDeclaredMethods();
            Arrays.sort(methods, Comparator.comparing(Method::getName));
            for (Method method : methods) {
                add(method);
            }
        }
    }

    /**
     * Collects the checks of some classes.
     *
     * @param classes have static methods with {@link Proves} or {@link RefusesWithout}
     * @return the checks
     * @throws IllegalArgumentException if a marked method is no check
     */
    public static Checks of(List<Class<?>> classes) {
        return new Checks(classes);
    }

    private void add(Method method) {
        Proves proves = method.getAnnotation(Proves.class);
        RefusesWithout refuses = method.getAnnotation(RefusesWithout.class);
        if (proves == null && refuses == null) {
            return;
        }
        boolean right = Modifier.isStatic(method.getModifiers())
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {Stage.class});
        if (!right) {
            throw new IllegalArgumentException("a check must be static and take one Stage: " + method);
        }
        if (proves != null) {
            proofs.computeIfAbsent(proves.value(), id -> new ArrayList<>())
                    .add(Check.of(method, proves.needs(), proves.alone()));
        }
        if (refuses != null) {
            refusals.computeIfAbsent(refuses.value(), capability -> new ArrayList<>())
                    .add(Check.of(method, refuses.needs(), false));
        }
    }

    /**
     * The checks of a requirement.
     *
     * @param id its id
     * @return empty if there is none
     */
    public List<Check> of(String id) {
        return Collections.unmodifiableList(proofs.getOrDefault(id, List.of()));
    }

    /**
     * The checks that an undeclared capability is refused.
     *
     * @param capability not declared
     * @return empty if the contract has no operation for it
     */
    public List<Check> refusals(Capability capability) {
        return Collections.unmodifiableList(refusals.getOrDefault(capability, List.of()));
    }

    /**
     * The ids that have checks.
     *
     * @return unmodifiable
     */
    public Set<String> ids() {
        return Collections.unmodifiableSet(proofs.keySet());
    }
}
