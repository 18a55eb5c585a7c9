package io.panelws.testkit.bench;

/** Time that passes when a test says so, and when somebody sleeps. */
final class FakeTicker implements Ticker {

    private long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void sleepUntil(long nanos) {
        now = Math.max(now, nanos);
    }

    void pass(long nanos) {
        now += nanos;
    }
}
