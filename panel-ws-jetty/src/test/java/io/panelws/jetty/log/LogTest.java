package io.panelws.jetty.log;

import static io.panelws.jetty.log.Log.LINES_A_MINUTE;
import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Strangers can cause lines; they cannot fill a disk with them, nor keep other lines out. */
class LogTest {

    private record Line(System.Logger.Level level, String text, Throwable thrown) {}

    private final List<Line> lines = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private System.Logger.Level lowest = DEBUG;

    private final Log log = new Log(
            new System.Logger() {
                @Override
                public String getName() {
                    return "test";
                }

                @Override
                public boolean isLoggable(Level level) {
                    return level.getSeverity() >= lowest.getSeverity();
                }

                @Override
                public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
                    lines.add(new Line(level, text, thrown));
                }

                @Override
                public void log(Level level, ResourceBundle bundle, String pattern, Object... parameters) {
                    throw new AssertionError("formatted twice");
                }
            },
            nanoTime::get);

    private void logConnects(int count) {
        for (int i = 0; i < count; i++) {
            log.log(INFO, "Node {0} has connected", i);
        }
    }

    private void forward(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private List<String> texts(System.Logger.Level level) {
        return lines.stream()
                .filter(line -> line.level() == level)
                .map(Line::text)
                .toList();
    }

    @Test
    void putsIntoALineWhatBelongsThere() {
        Exception thrown = new Exception("on purpose");
        log.log(INFO, "port {0}, {1}", 51821, List.of("{0}"));
        log.log(WARNING, thrown, "of {0}", "it''s");
        log.log(DEBUG, "{0} as it is", thrown);
        assertThat(lines)
                .containsExactly(
                        new Line(INFO, "port 51821, [{0}]", null),
                        new Line(WARNING, "of it''s", thrown),
                        new Line(DEBUG, "{0} as it is", thrown));
    }

    @Test
    void writesSoManyOfALineWithinAMinuteAndTheRestForThoseWhoAskForIt() {
        logConnects(LINES_A_MINUTE + 20);
        assertThat(texts(INFO)).hasSize(LINES_A_MINUTE);
        assertThat(texts(INFO).get(LINES_A_MINUTE - 1))
                .isEqualTo("Node 99 has connected [further lines like this one are at DEBUG for a minute]");
        assertThat(texts(DEBUG)).hasSize(20).startsWith("Node 100 has connected");
    }

    @Test
    void keepsNoOtherLineOut() {
        logConnects(LINES_A_MINUTE + 1);
        log.log(INFO, "Node {0} has disconnected", 1);
        assertThat(texts(INFO)).hasSize(LINES_A_MINUTE + 1).endsWith("Node 1 has disconnected");
    }

    @Test
    void saysAfterTheMinuteHowManyThereWere() {
        logConnects(LINES_A_MINUTE + 20);
        forward(Duration.ofMinutes(1).minusNanos(1));
        logConnects(1);
        assertThat(texts(INFO)).hasSize(LINES_A_MINUTE);
        forward(Duration.ofNanos(1));
        logConnects(2);
        assertThat(texts(INFO))
                .hasSize(LINES_A_MINUTE + 2)
                .endsWith("Node 0 has connected [21 lines like this one were left out before]", "Node 1 has connected");
    }

    @Test
    void countsNothingThatIsNotWritten() {
        lowest = WARNING;
        logConnects(LINES_A_MINUTE + 1);
        assertThat(lines).isEmpty();
        lowest = INFO;
        logConnects(LINES_A_MINUTE + 1);
        assertThat(lines).hasSize(LINES_A_MINUTE);
        for (int i = 0; i < 2 * LINES_A_MINUTE; i++) {
            log.log(DEBUG, "detail");
        }
        assertThat(lines).hasSize(LINES_A_MINUTE);
    }

    @Test
    void goesThroughSlf4jWhereItHasAProvider() {
        Logger logger = (Logger) LoggerFactory.getLogger(LogTest.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.TRACE);
        try {
            Log ours = Log.of(LogTest.class);
            assertThat(ours.getName()).isEqualTo(LogTest.class.getName());
            for (System.Logger.Level level : System.Logger.Level.values()) {
                ours.log(level, "at {0} {1}", level, "{}");
            }
            assertThat(appender.list)
                    .extracting(event -> event.getLevel() + ": " + event.getFormattedMessage())
                    .containsExactly(
                            "TRACE: at ALL {}",
                            "TRACE: at TRACE {}",
                            "DEBUG: at DEBUG {}",
                            "INFO: at INFO {}",
                            "WARN: at WARNING {}",
                            "ERROR: at ERROR {}");
            logger.setLevel(Level.WARN);
            assertThat(ours.isLoggable(INFO)).isFalse();
            assertThat(ours.isLoggable(WARNING)).isTrue();
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
    }
}
