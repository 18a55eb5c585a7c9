package io.panelws.testkit.bench;

/**
 * Throughput in a piece of a round.
 *
 * @param from when the piece began, in seconds since the round did
 * @param to when it ended
 * @param perSecond answers a second
 */
record RatePoint(double from, double to, double perSecond) {}
