package io.panelws.jetty.contract.jersey;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.EmbeddedHost;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;

/** A panel of JAX-RS resources, at a context path of its own and below a prefix. */
public final class JerseyPanel extends EmbeddedHost {

    /** Held, so that its level is not forgotten: Jersey logs every exception that a resource of a test throws. */
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey");

    public JerseyPanel() {
        super("Jersey", JerseyPanel::configure);
    }

    private static void configure(ServletContextHandler context) {
        JERSEY.setLevel(Level.OFF);
        context.setContextPath("/panel");
        ResourceConfig resources = new ResourceConfig(
                NodeApiResource.class,
                PlainResource.class,
                AsyncResource.class,
                FailingResource.class,
                ConflictMapper.class,
                AroundFilter.class);
        // Errors go to the container's error pages, as they would with most panels.
        resources.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, false);
        ServletHolder servlet = new ServletHolder("jersey", new ServletContainer(resources));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/api/*");
    }

    @Override
    public List<? extends CaseGroup> groups() {
        return List.of(new ResourceCases(), new JerseyErrorCases(), new JerseyAsyncCases());
    }
}
