package io.panelws.testkit.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Sets the fields of a test's instances. */
final class GivenFields {

    private GivenFields() {}

    static boolean exist(ExtensionContext test) {
        return test.getRequiredTestInstances().getAllInstances().stream()
                .anyMatch(instance -> !of(instance).isEmpty());
    }

    static void set(ExtensionContext test, Run run) {
        for (Object instance : test.getRequiredTestInstances().getAllInstances()) {
            for (Field field : of(instance)) {
                check(field, test);
                set(field, instance, run.give(field.getType(), field));
            }
        }
    }

    /** A field that would have been set, had it been annotated: the cause of what else looks like a mistake of JUnit's. */
    static Throwable explain(Throwable thrown, ExtensionContext test) {
        String message = thrown instanceof NullPointerException ? String.valueOf(thrown.getMessage()) : "";
        return test.getTestInstances().stream()
                .flatMap(instances -> instances.getAllInstances().stream())
                .flatMap(instance -> Stream.of(instance.getClass().getDeclaredFields()))
                .filter(field -> Run.gives(field.getType()) && message.contains("." + field.getName() + "\" is null"))
                .filter(field -> !AnnotationSupport.isAnnotated(field, Given.class))
                .findFirst()
                .<Throwable>map(field -> new ExtensionConfigurationException(
                        "nobody has set the field " + field + ": it needs @Given, or @AsNode", thrown))
                .orElse(thrown);
    }

    private static List<Field> of(Object instance) {
        return AnnotationSupport.findAnnotatedFields(
                instance.getClass(), Given.class, field -> true, HierarchyTraversalMode.TOP_DOWN);
    }

    private static void check(Field field, ExtensionContext test) {
        if (!Run.gives(field.getType())) {
            throw wrong(field, "is of a type that panel-ws does not inject");
        }
        if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
            throw wrong(field, "is static or final; what is injected belongs to one test");
        }
        if (test.getTestInstanceLifecycle().equals(Optional.of(Lifecycle.PER_CLASS))) {
            throw wrong(field, "is in an instance that all tests share; use parameters instead");
        }
    }

    private static void set(Field field, Object instance, Object value) {
        try {
            field.setAccessible(true);
            field.set(instance, value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new ExtensionConfigurationException("the field " + field + " cannot be set", e);
        }
    }

    private static ExtensionConfigurationException wrong(Field field, String why) {
        return new ExtensionConfigurationException("the field " + field + " " + why);
    }
}
