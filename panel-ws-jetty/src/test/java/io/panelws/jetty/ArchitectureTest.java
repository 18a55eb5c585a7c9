package io.panelws.jetty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

@AnalyzeClasses(packages = "io.panelws", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Jetty hides its classes from web applications: these are loaded by the web application's loader. */
    @ArchTest
    static final ArchRule whatTheWebApplicationLoadsImportsNoJetty = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.panelws.jetty",
                    "io.panelws.jetty.log",
                    "io.panelws.jetty.replay",
                    "io.panelws.jetty.spring",
                    "io.panelws.jetty.status",
                    "io.panelws.api")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule theRestImportsOnlyWhatIsTheSameForEveryLevel = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.eclipse.jetty.ee..",
                    "org.eclipse.jetty.ee8..",
                    "org.eclipse.jetty.ee9..",
                    "org.eclipse.jetty.ee10..",
                    "org.eclipse.jetty.ee11..");

    /** It is on no class path but Spring Boot's. */
    @ArchTest
    static final ArchRule onlyThePackageForSpringImportsSpring = noClasses()
            .that()
            .resideOutsideOfPackage("io.panelws.jetty.spring")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    /** It is on no class path but that of panels which meter. */
    @ArchTest
    static final ArchRule onlyTheMetersImportMicrometer = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.panelws.jetty.PanelWsMetrics")
            .and()
            .doNotHaveFullyQualifiedName("io.panelws.jetty.PanelWsMetrics$Binding")
            .and()
            .resideOutsideOfPackage("io.panelws.jetty.spring")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    /** They are internal even to Jetty's own modules. */
    @ArchTest
    static final ArchRule nothingImportsWhatIsInternalToJetty =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.eclipse.jetty..internal..");

    /** A panel need not have it. */
    @ArchTest
    static final ArchRule onlyTheLoggerKnowsSlf4j = noClasses()
            .that()
            .resideInAPackage("io.panelws.jetty..")
            .and()
            .doNotHaveFullyQualifiedName("io.panelws.jetty.log.Slf4jLogger")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..");

    @ArchTest
    static final ArchRule theRulesArePureFunctions = classes()
            .that()
            .resideInAPackage("io.panelws.jetty.rules")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "io.panelws.jetty.rules", "org.eclipse.jetty.http..", "org.eclipse.jetty.util..");

    /** The server loads them, without the rest of panel-ws. */
    @ArchTest
    static final ArchRule theConnectorImportsJettysCoreAlone = classes()
            .that()
            .resideInAPackage("io.panelws.jetty.connector")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.panelws.jetty.connector",
                    "org.eclipse.jetty.server..",
                    "org.eclipse.jetty.util..",
                    "org.eclipse.jetty.http..",
                    "org.eclipse.jetty.io..");

    /** And no WAR can: there they would find no Jetty. */
    @ArchTest
    static final ArchRule nothingOfAWarUsesTheConnector = noClasses()
            .that()
            .resideOutsideOfPackage("io.panelws.jetty.connector")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.panelws.jetty.connector");

    @ArchTest
    static final ArchRule importsPointOneWay = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.panelws..")
            .layer("public")
            .definedBy("io.panelws.jetty")
            .layer("spring")
            .definedBy("io.panelws.jetty.spring")
            .layer("engine")
            .definedBy("io.panelws.jetty.engine")
            .layer("handshake")
            .definedBy("io.panelws.jetty.handshake")
            .layer("endpoint")
            .definedBy("io.panelws.jetty.endpoint")
            .layer("log")
            .definedBy("io.panelws.jetty.log")
            .layer("replay")
            .definedBy("io.panelws.jetty.replay")
            .layer("rules")
            .definedBy("io.panelws.jetty.rules")
            .layer("status")
            .definedBy("io.panelws.jetty.status")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("public")
            .whereLayer("spring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("engine")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("handshake")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("endpoint")
            .mayOnlyBeAccessedByLayers("engine", "handshake")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("engine", "handshake", "endpoint");
}
