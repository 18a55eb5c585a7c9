package io.panelws.jetty.log;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Writes to SLF4J 1.7 or 2, which need not be there: no other class names it.
 *
 * <p>This class is thread-safe.
 */
final class Slf4jLogger implements System.Logger {

    private final Logger logger;

    Slf4jLogger(String name) {
        logger = LoggerFactory.getLogger(name);
    }

    /**
     * Whether what is logged gets anywhere: SLF4J without a provider drops it.
     *
     * @throws LinkageError when there is no SLF4J
     * @throws IllegalStateException when its provider has failed
     */
    static boolean isProvided() {
        return !(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory);
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return switch (level) {
            case ALL, TRACE -> logger.isTraceEnabled();
            case DEBUG -> logger.isDebugEnabled();
            case INFO -> logger.isInfoEnabled();
            case WARNING -> logger.isWarnEnabled();
            case ERROR -> logger.isErrorEnabled();
            case OFF -> false;
        };
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
        switch (level) {
            case ALL, TRACE -> logger.trace(text, thrown);
            case DEBUG -> logger.debug(text, thrown);
            case INFO -> logger.info(text, thrown);
            case WARNING -> logger.warn(text, thrown);
            case ERROR -> logger.error(text, thrown);
            case OFF -> {
                // As it says.
            }
        }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String pattern, Object... parameters) {
        log(level, bundle, MessageFormat.format(pattern, parameters), (Throwable) null);
    }
}
