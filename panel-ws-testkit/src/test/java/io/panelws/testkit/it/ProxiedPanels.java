package io.panelws.testkit.it;

import io.panelws.testkit.it.panel.BooksServlet;
import io.panelws.testkit.it.panel.SeenServlet;
import io.panelws.testkit.it.panel.SlowPushFilter;
import java.io.IOException;
import java.util.List;

/** Two stock Jettys as the page sets them up: one for proxies that speak HTTP, one for those that pass bytes. */
final class ProxiedPanels implements AutoCloseable {

    static final String TOKEN = "hush-c1a7";
    /** The context path of a panel that sends a ping every 200 ms. */
    static final String CHATTY = "/chatty";

    private static final String VERSION = "12.1.8";

    private final ServerProcess forwarded;
    private final ServerProcess tunnelled;

    /** @param name of the directories */
    ProxiedPanels(String name, Authority authority) throws IOException, InterruptedException {
        forwarded = jetty(name + "-forwarded", 0, List.of("jetty.http.host=127.0.0.1"));
        tunnelled = jetty(
                name + "-tunnelled",
                1,
                List.of(
                        "jetty.ssl.host=127.0.0.1",
                        "jetty.ssl.port=0",
                        "jetty.sslContext.keyStorePath=" + authority.keyStore(),
                        "jetty.sslContext.keyStorePassword=" + Authority.PASSWORD));
    }

    private static ServerProcess jetty(String name, int command, List<String> properties)
            throws IOException, InterruptedException {
        JettyBase base = new JettyBase(name, VERSION, "ee10", List.of(ProxiesPage.modules(command)));
        String webXml = WebXml.withAuthFirst(TOKEN);
        PanelWar.write(
                base.webapps().resolve("ROOT.war"),
                webXml,
                SeenServlet.class,
                BooksServlet.class,
                SlowPushFilter.class);
        PanelWar.write(
                base.webapps().resolve("chatty.war"),
                webXml.replace(
                        "PanelWsFilter</filter-class>",
                        "PanelWsFilter</filter-class><init-param><param-name>keepAlive</param-name>"
                                + "<param-value>200ms</param-value></init-param>"));
        return base.start(List.of(), properties);
    }

    /** Waits for both; their ports. */
    ProxiedPanels await() {
        forwarded.await("(Started \\S*Server@)");
        tunnelled.await("(Started \\S*Server@)");
        return this;
    }

    /** The port that speaks HTTP. */
    String port() {
        return forwarded.await("Started \\S*ServerConnector@\\w+\\{.*\\{127\\.0\\.0\\.1:(\\d+)}");
    }

    /** The port that takes the PROXY protocol and then TLS. */
    String tlsPort() {
        return tunnelled.await("Started \\S*ServerConnector@\\w+\\{.*ssl.*\\{127\\.0\\.0\\.1:(\\d+)}");
    }

    void print() {
        forwarded.print();
        tunnelled.print();
    }

    @Override
    public void close() {
        forwarded.close();
        tunnelled.close();
    }
}
