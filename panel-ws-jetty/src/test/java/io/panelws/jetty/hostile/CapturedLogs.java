package io.panelws.jetty.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Everything that anyone logs at any level, in memory: SLF4J's loggers, which Jetty uses, and the JDK's, which ours are. */
final class CapturedLogs implements AutoCloseable {

    /** One log line with the exceptions that belong to it. */
    record Line(String logger, boolean infoOrAbove, String text) {

        boolean isOurs() {
            return logger.startsWith("io.panelws.");
        }
    }

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    private final Map<Logger, Level> levels = new HashMap<>();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("io.panelws");

    private final Appender<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String exception =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            boolean infoOrAbove = event.getLevel().isGreaterOrEqual(Level.INFO);
            lines.add(new Line(event.getLoggerName(), infoOrAbove, event.getFormattedMessage() + "\n" + exception));
        }
    };

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(new SimpleFormatter().formatMessage(entry)).append('\n');
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text));
            }
            boolean infoOrAbove = entry.getLevel().intValue() >= java.util.logging.Level.INFO.intValue();
            lines.add(new Line(entry.getLoggerName(), infoOrAbove, text.toString()));
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    CapturedLogs() {
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        for (Logger logger : root.getLoggerContext().getLoggerList()) {
            if (logger.getLevel() != null) {
                levels.put(logger, logger.getLevel());
                logger.setLevel(logger == root ? Level.TRACE : null);
            }
        }
        handler.setLevel(java.util.logging.Level.ALL);
        jdk.setLevel(java.util.logging.Level.ALL);
        jdk.setUseParentHandlers(false);
        jdk.addHandler(handler);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        levels.forEach(Logger::setLevel);
        root.detachAppender(appender);
        others.forEach(root::addAppender);
        jdk.removeHandler(handler);
        jdk.setUseParentHandlers(true);
        jdk.setLevel(null);
    }
}
