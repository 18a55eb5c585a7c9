package io.panelws.jetty;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;

/** Finds the Jetty that runs the web application, binds the inner packages to it, and says what is missing. */
final class Startup {

    private static final String ENGINE = "io.panelws.jetty.engine.Engine";
    private static final String SERVER = "org.eclipse.jetty.server.Server";
    private static final String WEB_SOCKET = "jakarta.websocket.server.ServerContainer";

    /** Jakarta WebSocket 2.1, whose container can upgrade a request, came with Servlet 6.0. */
    private static final int SERVLET_VERSION = 6;

    private Startup() {}

    /**
     * Starts what the filter needs, for the web application that the calling thread is starting.
     *
     * @throws IllegalStateException with a sentence that says what to do, when the container does not fit
     */
    static Mounted mount(FilterConfig config, PanelWsOptions options, PanelWs nodes) {
        ServletContext context = config.getServletContext();
        ClassLoader jetty = context.getClass().getClassLoader();
        requireJetty(context, jetty);
        requireServlet(context);
        requireWebSocket(context);
        try {
            return (Mounted) Class.forName(ENGINE, true, loaderFor(jetty))
                    .getConstructor(FilterConfig.class, PanelWsOptions.class, Observer.class, Executor.class)
                    .newInstance(config, options, nodes.observers(), nodes.threads());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof IllegalStateException) {
                throw (RuntimeException) e.getCause();
            }
            throw unfit(context, e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unfit(context, e);
        }
    }

    private static IllegalStateException unfit(ServletContext context, Throwable cause) {
        return new IllegalStateException(
                "panel-ws runs inside Eclipse Jetty 12.0 and 12.1, and could not start inside this one ("
                        + context.getServerInfo() + "): " + cause,
                cause);
    }

    private static void requireJetty(ServletContext context, ClassLoader jetty) {
        try {
            Class.forName(SERVER, false, jetty);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(
                    "panel-ws runs inside Eclipse Jetty 12, and this container is another one ("
                            + context.getServerInfo() + ")",
                    e);
        }
    }

    private static void requireServlet(ServletContext context) {
        if (context.getMajorVersion() < SERVLET_VERSION) {
            throw new IllegalStateException("this web application is deployed for Servlet " + context.getMajorVersion()
                    + "." + context.getMinorVersion() + " (Jetty's EE9 or older), which panel-ws does not support: its"
                    + " WebSocket API cannot upgrade a request. Deploy it for EE10 or EE11: in a jetty-home"
                    + " installation with --add-modules=ee10-deploy,ee10-websocket-jakarta (or ee11-...)");
        }
    }

    private static void requireWebSocket(ServletContext context) {
        if (context.getAttribute(WEB_SOCKET) == null) {
            throw new IllegalStateException(
                    "this web application has no WebSocket container (no attribute " + WEB_SOCKET
                            + "). In a jetty-home installation enable the module that fits the web application:"
                            + " java -jar $JETTY_HOME/start.jar --add-modules=ee10-websocket-jakarta (or ee11-...)."
                            + " In an embedded Jetty add org.eclipse.jetty.ee10.websocket:jetty-ee10-websocket-jakarta-server"
                            + " (or ee11), which is all that a WebAppContext needs; for a ServletContextHandler also call"
                            + " JakartaWebSocketServletContainerInitializer.configure(contextHandler, null) before the"
                            + " server starts.");
        }
    }

    /** Our own loader where the web application sees the very classes that run it, else one that does. */
    private static ClassLoader loaderFor(ClassLoader jetty) throws ClassNotFoundException {
        ClassLoader own = Startup.class.getClassLoader();
        Class<?> running = Class.forName(SERVER, false, jetty);
        try {
            if (Class.forName(SERVER, false, own) == running) {
                return own;
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // Hidden from the web application, as Jetty does it, or bundled by mistake: the container's own must win.
        }
        return new JettyClassLoader(own, jetty);
    }
}
