package io.github.llmbeans.sample;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.llmbeans.sample.simulator.SimulatorExtension;

@AnalyzeClasses(packages = "io.github.llmbeans.sample", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportsTest {
    @ArchTest
    static final ArchRule onlyThePackagingKnowsWhichProviderAnswers = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SimulatorExtension.class.getName())
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.llmbeans.gigachat.."));

    @ArchTest
    static final ArchRule evenTheSimulatorIsAllThatItsOneClassKnowsOfGigaChat = noClasses()
            .that()
            .haveFullyQualifiedName(SimulatorExtension.class.getName())
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.llmbeans.gigachat..")
                    .and(not(resideInAPackage("io.github.llmbeans.gigachat.simulator"))));

    @ArchTest
    static final ArchRule nothingOfTheServerIsNeeded = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("com.ibm..").or(resideInAPackage("io.openliberty..")));
}
