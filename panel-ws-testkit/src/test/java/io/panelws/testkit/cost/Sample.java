package io.panelws.testkit.cost;

/**
 * What one side did in one round.
 *
 * @param cpu of the server's process, microseconds per request
 * @param rate requests per second
 * @param bytes allocated by the server per request
 * @param client what the client paid, microseconds of processor per request
 */
record Sample(double cpu, double rate, double bytes, double client) {}
