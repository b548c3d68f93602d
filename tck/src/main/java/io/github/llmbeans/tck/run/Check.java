package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.Need;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * A check of a requirement.
 *
 * @param name what it promises, for people
 * @param needs what it stands on
 * @param alone whether nothing else may run meanwhile
 * @param body what it does
 */
public record Check(String name, Set<Need> needs, boolean alone, Body body) {

    /** What a check does; throws if the requirement is not kept. */
    @FunctionalInterface
    public interface Body {
        /**
         * Runs.
         *
         * @param stage a fresh one
         * @throws Exception whatever goes wrong; fails the requirement
         */
        void run(Stage stage) throws Exception;
    }

    static Check of(Method method, Need[] needs, boolean alone) {
        method.setAccessible(true);
        return new Check(words(method.getName()), Set.of(needs), alone, stage -> {
            try {
                method.invoke(null, stage);
            } catch (InvocationTargetException e) {
                throw rethrown(e.getCause());
            }
        });
    }

    private static Exception rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (Exception) cause;
    }

    /** From {@code aTokenIsUsedAgain} to {@code a token is used again}. */
    private static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c) || Character.isDigit(c) && !endsInDigit(words)) {
                words.append(' ');
            }
            words.append(Character.toLowerCase(c));
        }
        return words.toString();
    }

    private static boolean endsInDigit(StringBuilder text) {
        return text.length() > 0 && Character.isDigit(text.charAt(text.length() - 1));
    }
}
