package io.panelws.jetty.replay;

import java.time.Duration;

/**
 * The times of a {@link JdbcReplayStore}; others than the default are for tests.
 *
 * @param call how long anybody waits for the database, whatever its driver and pool do
 * @param retry between looks whether a database that is down is there again
 * @param lease how long an execution is taken to run without a sign of life from its panel
 * @param poll between looks whether an execution of another panel has ended
 * @param clean between removals of what is too old, by each panel
 */
record JdbcTiming(Duration call, Duration retry, Duration lease, Duration poll, Duration clean) {

    static final JdbcTiming STANDARD = new JdbcTiming(
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(1));

    /** Three signs of life within a lease, the last of which may be late. */
    Duration heartbeat() {
        return lease.dividedBy(4);
    }
}
