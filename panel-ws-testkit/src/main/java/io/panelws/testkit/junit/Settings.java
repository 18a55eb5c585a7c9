package io.panelws.testkit.junit;

import io.panelws.testkit.panel.PanelSource;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** What is tested, how long it runs, the token of its nodes, and whether they connect through faults. */
record Settings(PanelSource source, PanelScope scope, String token, boolean faults) {

    static final String TOKEN = "secret";
    static final String CONTEXT_PATH = "/";

    /** Those of the nearest class that has any, from the test's class outwards. */
    static Settings of(Class<?> testClass) {
        for (Class<?> each = testClass; each != null; each = each.getEnclosingClass()) {
            Optional<PanelWsTest> found = AnnotationSupport.findAnnotation(each, PanelWsTest.class);
            if (found.isPresent()) {
                PanelWsTest test = found.get();
                return new Settings(source(test), test.scope(), test.token(), test.faults());
            }
        }
        return of(sample(TOKEN));
    }

    static Settings of(PanelSource source) {
        return new Settings(source, PanelScope.TEST, TOKEN, false);
    }

    static boolean areOn(Class<?> testClass) {
        return AnnotationSupport.isAnnotated(testClass, PanelWsTest.class);
    }

    private static PanelSource source(PanelWsTest test) {
        boolean isWar = !test.war().isEmpty();
        boolean isOwn = test.panel() != PanelSource.class;
        if (isWar && isOwn) {
            throw new ExtensionConfigurationException("@PanelWsTest names a panel and a war: there can be one");
        }
        if (!isWar && !test.contextPath().equals(CONTEXT_PATH)) {
            throw new ExtensionConfigurationException(
                    "@PanelWsTest names a contextPath and no war that is mounted there");
        }
        if (isWar) {
            return PanelSource.war(Path.of(test.war()), test.contextPath());
        }
        return isOwn ? ReflectionSupport.newInstance(test.panel()) : sample(test.token());
    }

    private static PanelSource sample(String token) {
        return PanelSource.sample(SamplePanelOptions.DEFAULT.withToken(token));
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "Settings[scope=" + scope + ", faults=" + faults + "]";
    }
}
