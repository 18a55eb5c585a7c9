package io.panelws.jetty.replay;

import java.util.concurrent.CompletableFuture;

/** One execution of a {@code POST} as {@link MemoryReplayStore} remembers it. Guarded by the store's lock. */
final class Execution {

    /** In the order of {@link ReplayStore}'s picture. */
    enum Phase {
        RUNNING,
        IN_DOUBT,
        SETTLED
    }

    /** What is to be done with the same request. */
    enum Verdict {
        NEW,
        REPEATS,
        OVERTAKEN,
        NEEDS_PROOF
    }

    private static final CompletableFuture<Outcome> UNKNOWN = CompletableFuture.completedFuture(new Outcome.Unknown());

    final String id;
    final ReplayKey key;

    /** It stands in the place of an equal one, of which it must be known that it was executed, also if this one is refused. */
    final boolean again;

    private final String via;

    Phase phase = Phase.RUNNING;
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** What the answer takes; 0 when it is not kept. */
    int bytes;

    /** When the phase is over, in milliseconds; of no meaning while it runs. */
    long expires;

    /** It is to be settled when it ends. */
    boolean confirmed;

    /** No connection is open from which the same could come late. */
    boolean neverLate;

    /** When the same came last, and how. */
    private long latest;

    private String latestVia;

    Execution(String id, ReplayKey key, Arrival arrival, boolean again) {
        this.again = again;
        this.id = id;
        this.key = key;
        this.via = arrival.via();
        this.latest = arrival.read();
        this.latestVia = arrival.via();
    }

    /** Judges the same request, which has come now. */
    Verdict judge(Arrival arrival, long now) {
        if (via.equals(arrival.via())) {
            return Verdict.NEW;
        }
        if (phase == Phase.RUNNING || phase == Phase.IN_DOUBT && expires > now) {
            return Verdict.REPEATS;
        }
        if (latestVia.equals(arrival.via()) || arrival.proved() >= latest) {
            return Verdict.NEW;
        }
        if (arrival.read() < latest) {
            return Verdict.OVERTAKEN;
        }
        return arrival.opened() < latest ? Verdict.NEEDS_PROOF : Verdict.NEW;
    }

    void cameAgain(Arrival arrival) {
        if (arrival.read() > latest) {
            latest = arrival.read();
            latestVia = arrival.via();
            neverLate = false;
        }
    }

    /** The panel has refused it: settled, and whoever waits for it claims again and is no new one by that. */
    void revoke() {
        confirmed = true;
        latestVia = via;
    }

    boolean cameBefore(long time) {
        return latest < time;
    }

    /** Lets the answer go. Those who wait for it hold it themselves. */
    void dropAnswer() {
        outcome = UNKNOWN;
        bytes = 0;
    }
}
