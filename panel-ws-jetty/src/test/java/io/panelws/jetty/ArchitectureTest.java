package io.panelws.jetty;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

@AnalyzeClasses(packages = "io.panelws", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheInsideImportsJetty = noClasses()
            .that()
            .resideOutsideOfPackages("io.panelws.jetty.engine", "io.panelws.jetty.endpoint", "io.panelws.jetty.rules")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule theRulesImportOnlyJettysFields = noClasses()
            .that()
            .resideInAPackage("io.panelws.jetty.rules")
            .should()
            .dependOnClassesThat(resideInAPackage("org.eclipse.jetty..")
                    .and(not(resideInAnyPackage("org.eclipse.jetty.http", "org.eclipse.jetty.util"))));

    @ArchTest
    static final ArchRule theEngineImportsOnlyWhatIsTheSameForEveryLevel = classes()
            .that()
            .resideInAPackage("io.panelws.jetty.engine")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.panelws.jetty.engine",
                    "io.panelws.jetty.dispatch",
                    "io.panelws.jetty.rules",
                    "org.eclipse.jetty.server..",
                    "org.eclipse.jetty.http..",
                    "org.eclipse.jetty.io..",
                    "org.eclipse.jetty.util..");

    @ArchTest
    static final ArchRule importsPointOneWay = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.panelws..")
            .layer("filter")
            .definedBy("io.panelws.jetty")
            .layer("endpoint")
            .definedBy("io.panelws.jetty.endpoint")
            .layer("engine")
            .definedBy("io.panelws.jetty.engine")
            .layer("dispatch")
            .definedBy("io.panelws.jetty.dispatch")
            .layer("replay")
            .definedBy("io.panelws.jetty.replay")
            .layer("rules")
            .definedBy("io.panelws.jetty.rules")
            .layer("api")
            .definedBy("io.panelws.api")
            .whereLayer("filter")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("engine")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("endpoint")
            .mayOnlyBeAccessedByLayers("filter")
            .whereLayer("replay")
            .mayOnlyBeAccessedByLayers("filter", "endpoint")
            .whereLayer("dispatch")
            .mayOnlyBeAccessedByLayers("filter", "endpoint", "replay", "engine")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("filter", "endpoint", "replay", "engine", "dispatch");
}
