package io.panelws.testkit.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.testing.DatabaseServer.Kind;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The books of three panels after a storm in which they and their database are killed. {@code panelws.shared.seconds} sets
 * how long it lasts, longer with {@code -Plong}, and {@code panelws.books.seed} repeats its faults.
 */
class SharedBooksTest {

    private static final String RANDOM = "random";
    private static final String STICKY = "url_param node_id";
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("panelws.shared.seconds", 10));
    /** A slow machine takes longer for them. */
    private static final long PUSHES = LENGTH.toSeconds() * 20;

    private static final Duration LENGTH_WITHOUT = Duration.ofSeconds(10);
    private static final long SEED = Long.getLong("panelws.books.seed", System.nanoTime());

    /** Each database, one with nodes that come to any panel, the other with nodes that come to the same; at length, both. */
    static Stream<Arguments> settings() {
        return Stream.of(
                        Arguments.of(Kind.POSTGRESQL, RANDOM),
                        Arguments.of(Kind.MARIADB, STICKY),
                        Arguments.of(Kind.POSTGRESQL, STICKY),
                        Arguments.of(Kind.MARIADB, RANDOM))
                .limit(LENGTH.compareTo(Duration.ofMinutes(1)) < 0 ? 2 : 4);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void bookNothingTwiceAndLoseNothing(Kind kind, String balance) throws Exception {
        try (SharedRun run = new SharedRun(kind, balance, true, SEED)) {
            run.run(LENGTH, so -> so.pushes() >= PUSHES);
            System.out.println(run.figures());

            assertThat(run.bookedTwice()).as("seed %d", SEED).isZero();
            assertThat(run.disagreements()).as("seed %d", SEED).isEmpty();
            assertThat(run.pushes()).isGreaterThanOrEqualTo(PUSHES);
        }
    }

    @Test
    void bookTwiceWhereEachPanelRemembersByItself() throws Exception {
        try (SharedRun run = new SharedRun(Kind.POSTGRESQL, RANDOM, false, SEED)) {
            run.run(LENGTH_WITHOUT, SharedRun::hasBookedTwice);
            System.out.println(run.figures());

            assertThat(run.bookedTwice()).as("seed %d", SEED).isPositive();
        }
    }
}
