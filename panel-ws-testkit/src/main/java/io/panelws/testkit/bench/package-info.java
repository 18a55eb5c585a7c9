/**
 * A load test that asks one panel the same over WebSocket and over HTTP, in alternating rounds of one run.
 *
 * <pre>
 *   Bench ──> Load ──> Crew, a thread for each request in flight ──> NodeLoop ──> PollCycle   what to ask
 *               │                                                       │  │
 *               │ samples                                               │  └────> Link        WebSocketLink or HttpLink
 *               ▼                                                       ▼
 *         BenchListener  &lt;────────────────────────────────────────── Meter                  what it took
 *   BenchResult ──> io.panelws.testkit.report
 * </pre>
 *
 * <p>Made for the command {@code panel-ws bench}; needs HdrHistogram, which the testkit does not bring along. Its types may
 * change with any version.
 */
package io.panelws.testkit.bench;
