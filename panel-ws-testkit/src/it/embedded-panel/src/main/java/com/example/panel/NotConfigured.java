package com.example.panel;

import io.panelws.jetty.PanelWsFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** What happens when the line that configures the WebSocket container is forgotten. */
public class NotConfigured {

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServletContextHandler context = new ServletContextHandler();
        server.setHandler(context);
        context.addFilter(new FilterHolder(new PanelWsFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.start();
    }
}
