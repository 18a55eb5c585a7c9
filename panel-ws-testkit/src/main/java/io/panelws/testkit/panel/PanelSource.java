package io.panelws.testkit.panel;

import io.panelws.jetty.PanelWsFilter;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;

/**
 * Makes the panel that is tested. A lambda does for a panel of one's own, any handler of Jetty's with a {@link
 * PanelWsFilter} in it: {@code () -> new WebAppContext(...)}, which sees the test's class path unless it is given a class
 * loader. Every EE10 context in it gets its WebSocket container.
 */
@FunctionalInterface
public interface PanelSource {

    /**
     * Makes a panel.
     *
     * @return a handler that has not been started and that nobody else is given
     * @throws Exception when it cannot be made
     */
    Handler create() throws Exception;

    /**
     * The sample panel of {@link SamplePanel}. Its {@link PanelStore} is the context attribute of that class's name.
     *
     * @param options token, users, and how panel-ws is set; the port is not used
     * @return a source of panels that share nothing
     */
    static PanelSource sample(SamplePanelOptions options) {
        return () -> SamplePanel.context(options, new PanelStore(options.token(), options.users()));
    }

    /**
     * Servlets of one's own on an EE10 context at {@code /}, {@link PanelWsFilter} with its defaults mapped to all paths
     * behind the filters that are added here.
     *
     * @param content adds servlets and filters to the context
     * @return a source of panels; {@code content} is called once for each
     */
    static PanelSource servlets(Consumer<ServletContextHandler> content) {
        return () -> {
            ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
            content.accept(context);
            FilterHolder panelWs = new FilterHolder(new PanelWsFilter());
            panelWs.setAsyncSupported(true);
            context.addFilter(panelWs, "/*", EnumSet.of(DispatcherType.REQUEST));
            return context;
        };
    }

    /**
     * A web application as it is deployed on a stock Jetty, on EE10: its own web.xml, annotations, classes and jars, panel-ws
     * from its {@code WEB-INF/lib}. It sees the Servlet and WebSocket APIs, and nothing else of the test's class path: what
     * is missing in the WAR is missing. Without JSP.
     *
     * @param war a WAR file, or a directory that holds what a WAR would; relative to the working directory
     * @param contextPath where it is mounted, {@code /} or {@code /panel}; the leading slash may be left out
     * @return a source of panels; they share what their sources share, a database for one
     */
    static PanelSource war(Path war, String contextPath) {
        return () -> WebApplication.of(war, WebApplication.contextPath(contextPath));
    }
}
