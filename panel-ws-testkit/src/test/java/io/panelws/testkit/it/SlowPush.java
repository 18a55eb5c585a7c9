package io.panelws.testkit.it;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A panel that books slowly: each push knocks at a port of the test and goes on when it hears a byte from there. */
public final class SlowPush extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int port = Integer.parseInt(getInitParameter("port"));
        try (Socket test = new Socket(InetAddress.getLoopbackAddress(), port)) {
            test.getInputStream().read();
        }
        chain.doFilter(request, response);
    }

    /** The web.xml with this filter behind all others. */
    static String addTo(String webXml, int port) {
        String filter =
                """
                  <filter>
                    <filter-name>slow-push</filter-name>
                    <filter-class>%s</filter-class>
                    <init-param>
                      <param-name>port</param-name>
                      <param-value>%d</param-value>
                    </init-param>
                  </filter>
                  <filter-mapping>
                    <filter-name>slow-push</filter-name>
                    <url-pattern>/api/v1/server/UniProxy/push</url-pattern>
                  </filter-mapping>
                </web-app>
                """
                        .formatted(SlowPush.class.getName(), port);
        return webXml.replace("</web-app>\n", filter);
    }
}
