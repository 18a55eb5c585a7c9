package io.panelws.jetty.dispatch;

import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationTargetException;

/**
 * Finds the one {@link Dispatcher}: the classes of {@code io.panelws.jetty.engine}, bound to the Jetty that runs the web
 * application.
 */
public final class EngineLoader {

    private static final String ENGINE = "io.panelws.jetty.engine.JettyDispatcher";
    private static final String SERVER = "org.eclipse.jetty.server.Server";

    private EngineLoader() {}

    /**
     * Starts a dispatcher for the web application that is being started by the calling thread.
     *
     * @param context the web application's context
     * @return the dispatcher
     * @throws IllegalStateException when the container is not Jetty 12
     */
    public static Dispatcher load(ServletContext context) {
        ClassLoader jetty = context.getClass().getClassLoader();
        try {
            Class<?> engine = Class.forName(ENGINE, true, loaderFor(jetty));
            return (Dispatcher) engine.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("panel-ws could not start inside Jetty: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    "panel-ws runs inside Eclipse Jetty 12, and this container is another one or another version ("
                            + context.getServerInfo() + "): " + e,
                    e);
        }
    }

    /** Our own loader where the web application sees the very classes that run it, else one that does. */
    private static ClassLoader loaderFor(ClassLoader jetty) throws ClassNotFoundException {
        ClassLoader own = EngineLoader.class.getClassLoader();
        Class<?> running = Class.forName(SERVER, false, jetty);
        try {
            if (Class.forName(SERVER, false, own) == running) {
                return own;
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // Hidden from the web application, as Jetty does it, or bundled by mistake: the container's own must win.
        }
        return new EngineClassLoader(own, jetty);
    }
}
