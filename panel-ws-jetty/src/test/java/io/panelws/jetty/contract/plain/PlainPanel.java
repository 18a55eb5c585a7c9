package io.panelws.jetty.contract.plain;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.Host;
import java.net.URL;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ErrorHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.security.Credential;

/** One exploded WAR with a web.xml, deployed at the root and at {@code /panel}, behind a GzipHandler. */
public final class PlainPanel implements Host {

    private final Server server = new Server();
    private final ServerConnector connector;

    public PlainPanel() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSecurePort(8443);
        configuration.addCustomizer((request, headers) -> {
            headers.add("X-Customized", "by the connector");
            return request;
        });
        connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.addBean(users());
        server.setHandler(compressing(
                new ContextHandlerCollection(withoutStackTraces(webApplication("/")), webApplication("/panel"))));
        LifeCycle.start(server);
    }

    private static HashLoginService users() {
        UserStore users = new UserStore();
        users.addUser("ada", Credential.getCredential("lovelace"), new String[] {"operator"});
        users.addUser("bob", Credential.getCredential("builder"), new String[] {"guest"});
        HashLoginService service = new HashLoginService("panel");
        service.setUserStore(users);
        return service;
    }

    // Deprecated, and what most panels have.
    @SuppressWarnings("removal")
    private static GzipHandler compressing(ContextHandlerCollection contexts) {
        GzipHandler gzip = new GzipHandler();
        gzip.setHandler(contexts);
        return gzip;
    }

    private static WebAppContext webApplication(String contextPath) {
        WebAppContext context = new WebAppContext();
        URL root = PlainPanel.class.getResource("/contract/webapp/");
        // Not the context's: in a jar, it would be gone before the context is done with it.
        context.setBaseResource(ResourceFactory.root().newResource(root));
        context.setContextPath(contextPath);
        context.setParentLoaderPriority(true);
        context.setInitParameter("org.eclipse.jetty.servlet.Default.etags", "true");
        context.setThrowUnavailableOnStartupException(true);
        // The only initializer that is wanted: Spring and Jersey, which have one too, are other hosts.
        context.setAttribute(
                "org.eclipse.jetty.containerInitializerExclusionPattern", "org\\.(springframework|glassfish)\\..*");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        return context;
    }

    private static WebAppContext withoutStackTraces(WebAppContext context) {
        ((ErrorHandler) context.getErrorHandler()).setShowStacks(false);
        return context;
    }

    @Override
    public String name() {
        return "servlets";
    }

    @Override
    public List<? extends CaseGroup> groups() {
        return PlainGroups.all();
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
