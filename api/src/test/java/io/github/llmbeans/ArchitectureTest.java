package io.github.llmbeans;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.ApplicationException;
import jakarta.inject.Qualifier;

@AnalyzeClasses(packages = "io.github.llmbeans", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theContractNeedsTheJdkOnlyAndAnnotationsThatNeedNotBePresent = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.github.llmbeans..", "org.jspecify.annotations")
                    .or(describe("annotations for containers", ArchitectureTest::isContainerAnnotation)));

    @ArchTest
    static final ArchRule itNeitherPrintsNorSleepsNorReadsTheWallClock = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callConstructor(java.util.Random.class);

    private static boolean isContainerAnnotation(JavaClass type) {
        return type.isEquivalentTo(ApplicationException.class) || type.isEquivalentTo(Qualifier.class);
    }
}
