package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.testing.DatabaseServer;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A stock Jetty with its module plus, a DataSource in the WAR's jetty-env.xml, and web.xml's words for the store. */
class JettyHomeJndiIT {

    private static final String TOKEN = "hush-51f0";
    private static final String FILTER = "<filter-class>io.panelws.jetty.PanelWsFilter</filter-class>";
    private static final String PUSH = "io.panelws.testkit.panel.PushServlet";

    private static final String ENV =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
            <Configure id="wac" class="org.eclipse.jetty.ee10.webapp.WebAppContext">
              <New class="org.eclipse.jetty.plus.jndi.Resource">
                <Arg><Ref refid="wac"/></Arg>
                <Arg>jdbc/panel</Arg>
                <Arg>
                  <New class="org.postgresql.ds.PGSimpleDataSource">
                    <Set name="url">%s</Set>
                  </New>
                </Arg>
              </New>
            </Configure>
            """;

    private static final String REFERENCE =
            """
              <resource-ref>
                <res-ref-name>jdbc/panel</res-ref-name>
                <res-type>javax.sql.DataSource</res-type>
                <res-auth>Container</res-auth>
              </resource-ref>
            """;

    @ParameterizedTest
    @CsvSource({"jdbc:" + BookingPush.JNDI + ", 1", "memory, 2"})
    void executesOnceWhatComesAgainAfterTheServerWasKilled(String store, int executions) throws Exception {
        try (DatabaseServer database = DatabaseServer.start(DatabaseServer.Kind.POSTGRESQL)) {
            try (Connection connection = database.source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE booked (push varchar(100))");
            }
            JettyBase base = new JettyBase("jndi", "12.1.8", "ee10", List.of("ee10-plus", "ee10-annotations"));
            PanelWar.write(base.webapps().resolve("ROOT.war"), webXml(store), files(database.url()));
            // Killed when it has answered, before it can know that the answer arrived.
            push(base);
            push(base);
            assertThat(booked(database)).isEqualTo(executions);
        }
    }

    private static String webXml(String store) {
        return WebXml.withAuthFirst(TOKEN)
                .replace(
                        FILTER,
                        FILTER
                                + parameter("replayStore", store)
                                + parameter("replayStoreCreate", "true")
                                + parameter("replayWindow", "5m"))
                .replace(PUSH, BookingPush.class.getName())
                .replace("</web-app>", REFERENCE + "</web-app>");
    }

    private static String parameter(String name, String value) {
        return "<init-param><param-name>" + name + "</param-name><param-value>" + value + "</param-value></init-param>";
    }

    private static Map<String, byte[]> files(String url) throws Exception {
        String servlet = BookingPush.class.getName().replace('.', '/') + ".class";
        Path driver = Path.of(PGSimpleDataSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (InputStream in = BookingPush.class.getClassLoader().getResourceAsStream(servlet)) {
            return Map.of(
                    "WEB-INF/classes/" + servlet,
                    in.readAllBytes(),
                    "WEB-INF/jetty-env.xml",
                    ENV.formatted(url.replace("&", "&amp;")).getBytes(StandardCharsets.UTF_8),
                    "WEB-INF/lib/postgresql.jar",
                    Files.readAllBytes(driver));
        }
    }

    private static void push(JettyBase base) throws IOException, InterruptedException {
        try (ServerProcess jetty = base.start()) {
            int port = ModuleBase.httpPort(jetty);
            jetty.await("(Started \\S*Server@)");
            URI url = URI.create("ws://127.0.0.1:" + port);
            try (UniProxyNode node =
                    new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, TOKEN)))) {
                Exchange push = node.pushTraffic(Map.of(1, new Traffic(10, 20)));
                assertThat(push.transport()).isEqualTo(Transport.WEBSOCKET);
                assertThat(push.status()).as(jetty.log()).isEqualTo(200);
                assertThat(push.text()).isEqualTo("{\"data\":true}");
                jetty.signal("KILL");
                jetty.awaitExit();
            }
            assertThat(jetty.log()).doesNotContain("WARN").doesNotContain(TOKEN);
        }
    }

    private static int booked(DatabaseServer database) throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM booked")) {
            row.next();
            return row.getInt(1);
        }
    }
}
