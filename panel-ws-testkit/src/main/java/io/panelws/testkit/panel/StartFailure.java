package io.panelws.testkit.panel;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Says in one sentence why a panel does not start; Jetty says it to its log, which a test may not have. */
final class StartFailure {

    private static final String IN_WAR = "in the WAR (WEB-INF/classes, WEB-INF/lib)";
    private static final String ON_CLASS_PATH = "on the class path";

    private StartFailure() {}

    /** Jetty starts without a web application that fails and answers 503 in its place; a test has to know. */
    static void check(Server server) throws Exception {
        for (ContextHandler context : server.getDescendants(ContextHandler.class)) {
            if (!context.isAvailable()) {
                throw new Unavailable(context);
            }
        }
    }

    static String reason(Throwable failure, Optional<Server> server) {
        List<ServletContextHandler> contexts =
                server.map(it -> it.getDescendants(ServletContextHandler.class)).orElse(List.of());
        String place = contexts.stream().anyMatch(StartFailure::isWar) ? IN_WAR : ON_CLASS_PATH;
        // Jetty keeps no cause where a class that is declared cannot be loaded.
        return contexts.stream()
                .flatMap(StartFailure::undeclarable)
                .findFirst()
                .map(cause -> "web.xml, an annotation or code declares a class that is missing: " + of(cause, place))
                .orElseGet(() -> of(deepest(failure), place));
    }

    private static boolean isWar(ServletContextHandler context) {
        ClassLoader loader = context.getClassLoader();
        return loader instanceof ServerClasses || loader != null && loader.getParent() instanceof ServerClasses;
    }

    private static Stream<Throwable> undeclarable(ServletContextHandler context) {
        ServletHandler declared = context.getServletHandler();
        return context.getClassLoader() == null
                ? Stream.empty()
                : Stream.of(declared.getListeners(), declared.getFilters(), declared.getServlets())
                        .flatMap(Stream::of)
                        .filter(holder -> holder.getHeldClass() == null && holder.getClassName() != null)
                        .flatMap(holder -> load(holder.getClassName(), context.getClassLoader()));
    }

    private static Stream<Throwable> load(String name, ClassLoader loader) {
        try {
            loader.loadClass(name);
            return Stream.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Stream.of(e);
        }
    }

    private static Throwable deepest(Throwable failure) {
        return failure.getCause() == null ? failure : deepest(failure.getCause());
    }

    private static String of(Throwable cause, String place) {
        String message = String.valueOf(cause.getMessage());
        boolean isMissing = cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError;
        if (isMissing && !message.contains(" ")) {
            String name = message.replace('/', '.');
            return name + " is not " + place + (isHidden(name) ? "; that of the server is hidden from a WAR" : "");
        }
        boolean isForPeople = cause instanceof IllegalStateException
                || cause instanceof IllegalArgumentException
                || cause instanceof IOException
                || cause instanceof ServletException;
        return isForPeople && cause.getMessage() != null ? message : cause.toString();
    }

    private static boolean isHidden(String name) {
        return name.startsWith("org.eclipse.jetty.") || name.startsWith("org.slf4j.");
    }

    private static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(ContextHandler context) {
            super(
                    "the context " + context.getContextPath() + " is not available",
                    context instanceof WebAppContext war ? war.getUnavailableException() : null);
        }
    }
}
