package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import java.time.Duration;

/**
 * A round's place in the run.
 *
 * @param number which of the measured rounds, counted from 1; 0 for a warm-up
 * @param of how many measured rounds there are
 * @param transport what its requests travel over
 * @param length how long requests are sent
 */
public record RoundPlace(int number, int of, Transport transport, Duration length) {

    /**
     * Tells whether the round is left out of all figures.
     *
     * @return true for a warm-up
     */
    public boolean isWarmUp() {
        return number == 0;
    }

    /**
     * Which pair of one WebSocket and one HTTP round it belongs to.
     *
     * @return the pair, counted from 0
     */
    int pair() {
        return (number - 1) / 2;
    }
}
