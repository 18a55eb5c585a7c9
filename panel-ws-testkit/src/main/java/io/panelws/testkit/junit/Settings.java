package io.panelws.testkit.junit;

import io.panelws.testkit.panel.PanelSource;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** What is tested, how long it runs, and the token of its nodes. */
record Settings(PanelSource source, PanelScope scope, String token) {

    static final String TOKEN = "secret";

    /** Those of the nearest class that has any, from the test's class outwards. */
    static Settings of(Class<?> testClass) {
        for (Class<?> each = testClass; each != null; each = each.getEnclosingClass()) {
            Optional<PanelWsTest> found = AnnotationSupport.findAnnotation(each, PanelWsTest.class);
            if (found.isPresent()) {
                return new Settings(
                        source(found.get()), found.get().scope(), found.get().token());
            }
        }
        return new Settings(sample(TOKEN), PanelScope.TEST, TOKEN);
    }

    static boolean areOn(Class<?> testClass) {
        return AnnotationSupport.isAnnotated(testClass, PanelWsTest.class);
    }

    private static PanelSource source(PanelWsTest test) {
        if (test.panel() != PanelSource.class) {
            return ReflectionSupport.newInstance(test.panel());
        }
        return test.war().isEmpty() ? sample(test.token()) : PanelSource.war(Path.of(test.war()), test.contextPath());
    }

    private static PanelSource sample(String token) {
        return PanelSource.sample(SamplePanelOptions.DEFAULT.withToken(token));
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "Settings[scope=" + scope + "]";
    }
}
