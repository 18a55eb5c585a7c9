package io.panelws.testkit.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The panel's traffic books after a storm. {@code panelws.books.seconds} sets how long it lasts, 120 by default, and {@code
 * panelws.books.seed} repeats its faults.
 */
class BooksTest {

    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("panelws.books.seconds", 120));
    private static final Duration LENGTH_WITHOUT_GUARD = Duration.ofSeconds(20);
    private static final long SEED = Long.getLong("panelws.books.seed", System.nanoTime());

    @Test
    void balanceToTheByte() throws Exception {
        try (BooksRun run = new BooksRun(true, SEED)) {
            run.run(LENGTH);
            System.out.println(run.figures());

            assertThat(run.disagreements()).as("seed %d", SEED).isEmpty();
            assertThat(run.uncertainPushes() * 100L).isLessThanOrEqualTo(run.pushes());
        }
    }

    @Test
    void countTwiceWithoutTheGuard() throws Exception {
        try (BooksRun run = new BooksRun(false, SEED)) {
            run.run(LENGTH_WITHOUT_GUARD);
            System.out.println(run.figures());

            assertThat(run.booked() - run.sent()).as("seed %d", SEED).isGreaterThan(run.uncertain());
        }
    }
}
