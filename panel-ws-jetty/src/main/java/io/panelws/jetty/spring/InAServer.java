package io.panelws.jetty.spring;

import java.util.Objects;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Not in a test of the panel with {@code MockMvc}, which has no server, and so nothing for nodes to connect to. */
final class InAServer implements Condition {

    private static final String MOCK = "org.springframework.mock.web.MockServletContext";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConfigurableListableBeanFactory beans = Objects.requireNonNull(context.getBeanFactory());
        // Not there yet where the application brings its server, which starts later.
        Object servletContext = beans.getSingleton("servletContext");
        return servletContext == null || !isMock(servletContext.getClass());
    }

    private static boolean isMock(Class<?> type) {
        return type != null && (type.getName().equals(MOCK) || isMock(type.getSuperclass()));
    }
}
