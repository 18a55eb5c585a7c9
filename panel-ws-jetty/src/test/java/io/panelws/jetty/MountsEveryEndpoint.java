package io.panelws.jetty;

import io.panelws.jetty.endpoint.PanelWsEndpoint;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/** Does what a container does that scans a web application for annotated endpoints. */
final class MountsEveryEndpoint implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            ((ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName()))
                    .addEndpoint(PanelWsEndpoint.class);
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }
}
