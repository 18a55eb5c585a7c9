package io.panelws.testkit.readme;

import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;

/** The Java of docs/logs.md, so that it compiles; {@link ReadmeTest} compares. */
final class LogExamples {

    private LogExamples() {}

    static void accessLog(Server server) {
        String format = "%{client}a - %u %t \"%m %U %H\" %s %O \"%{User-Agent}i\"";
        server.setRequestLog(new CustomRequestLog(new Slf4jRequestLogWriter(), format));
    }
}
