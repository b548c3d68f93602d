package io.github.llmbeans.signatures;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** The values of constants: whoever uses one has its value in his own class, so a new value is a change of the contract. */
final class Constants {
    private Constants() {}

    static String valueOf(Field field) {
        boolean constant = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        if (!constant) {
            return "";
        }
        try {
            field.setAccessible(true);
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field + " does not tell its value", e);
        }
    }
}
