package io.github.llmbeans.gigachat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Looks at what public and protected methods take and give. */
final class Signatures {
    private Signatures() {}

    static ArchCondition<JavaClass> nameNothingIn(String packageName) {
        return new ArchCondition<>("name nothing in " + packageName + " in what others can call") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaCodeUnit unit : item.getCodeUnits()) {
                    boolean visible = unit.getModifiers().contains(JavaModifier.PUBLIC)
                            || unit.getModifiers().contains(JavaModifier.PROTECTED);
                    Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                            .filter(type -> visible && type.getPackageName().startsWith(packageName))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    unit, unit.getFullName() + " names " + type.getName())));
                }
            }
        };
    }
}
