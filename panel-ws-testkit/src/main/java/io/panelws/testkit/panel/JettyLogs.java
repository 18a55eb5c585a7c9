package io.panelws.testkit.panel;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/**
 * Jetty's log in tests. Logback without a configuration logs everything at DEBUG, where Jetty writes hundreds of lines a
 * request, queries and so tokens among them. There, and only there, Jetty is set to INFO, its own default.
 */
final class JettyLogs {

    private static final String JETTY = "org.eclipse.jetty";

    private JettyLogs() {}

    static void quieten() {
        // By its name: who uses the testkit need not have Logback.
        if (LoggerFactory.getILoggerFactory().getClass().getName().equals("ch.qos.logback.classic.LoggerContext")) {
            Logback.quieten((LoggerContext) LoggerFactory.getILoggerFactory());
        }
    }

    private static final class Logback {

        static void quieten(LoggerContext context) {
            Logger jetty = context.getLogger(JETTY);
            if (jetty.getLevel() == null && jetty.getEffectiveLevel() == Level.DEBUG && isUnconfigured(context)) {
                jetty.setLevel(Level.INFO);
            }
        }

        private static boolean isUnconfigured(LoggerContext context) {
            return context.getStatusManager().getCopyOfStatusList().stream()
                    .anyMatch(status -> status.getOrigin() instanceof BasicConfigurator);
        }
    }
}
