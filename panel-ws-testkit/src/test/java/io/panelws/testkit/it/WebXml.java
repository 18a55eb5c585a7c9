package io.panelws.testkit.it;

import java.util.List;
import java.util.Locale;

/** The deployment descriptors of the test's WARs. What panel-ws needs of it is {@link #PANEL_WS}, and no more. */
final class WebXml {

    private static final String AUTH =
            """
              <filter>
                <filter-name>auth</filter-name>
                <filter-class>io.panelws.testkit.panel.PanelAuthFilter</filter-class>
              </filter>
              <filter-mapping>
                <filter-name>auth</filter-name>
                <url-pattern>/*</url-pattern>
              </filter-mapping>
            """;

    private static final String PANEL_WS =
            """
              <filter>
                <filter-name>panel-ws</filter-name>
                <filter-class>io.panelws.jetty.PanelWsFilter</filter-class>
              </filter>
              <filter-mapping>
                <filter-name>panel-ws</filter-name>
                <url-pattern>/*</url-pattern>
              </filter-mapping>
            """;

    private WebXml() {}

    /** The panel's filter decides on the handshake too: a wrong token is refused. */
    static String withAuthFirst(String token) {
        return document(token, AUTH + PANEL_WS);
    }

    /** The handshake is accepted before the panel's filter sees it; each message is then answered by that filter. */
    static String withAuthSecond(String token) {
        return document(token, PANEL_WS + AUTH);
    }

    /** So that handshakes have to wait for each other. */
    static String withOneHandshakeAtATime(String token) {
        String one =
                "  <init-param>\n      <param-name>maxHandshakes</param-name>\n      <param-value>1</param-value>\n"
                        + "    </init-param>\n  </filter>";
        return document(token, PANEL_WS.replace("</filter>", one) + AUTH);
    }

    private static String document(String token, String filters) {
        StringBuilder text = new StringBuilder(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <context-param>
                    <param-name>panel.token</param-name>
                    <param-value>%s</param-value>
                  </context-param>
                  <context-param>
                    <param-name>panel.users</param-name>
                    <param-value>50</param-value>
                  </context-param>
                """
                        .formatted(token));
        text.append(filters);
        text.append(
                """
                  <listener>
                    <listener-class>io.panelws.testkit.panel.SamplePanelListener</listener-class>
                  </listener>
                """);
        List.of("Config", "User", "AliveList", "Push", "Alive").forEach(call -> text.append(servlet(call)));
        return text.append("</web-app>\n").toString();
    }

    private static String servlet(String call) {
        return """
                  <servlet>
                    <servlet-name>%1$s</servlet-name>
                    <servlet-class>io.panelws.testkit.panel.%1$sServlet</servlet-class>
                  </servlet>
                  <servlet-mapping>
                    <servlet-name>%1$s</servlet-name>
                    <url-pattern>/api/v1/server/UniProxy/%2$s</url-pattern>
                  </servlet-mapping>
                """
                .formatted(call, call.toLowerCase(Locale.ROOT));
    }
}
