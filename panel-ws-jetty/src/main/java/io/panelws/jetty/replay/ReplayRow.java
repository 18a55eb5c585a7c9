package io.panelws.jetty.replay;

/**
 * One row of the table of {@link JdbcReplayStore}, and when it was read: times are microseconds of the database's clock.
 *
 * @param sent when this panel asked for it, by {@link Arrival#now}
 * @param now when the database answered, which was between {@code sent} and {@code received}
 * @param received when this panel had the answer, by {@link Arrival#now}
 */
record ReplayRow(
        String execution,
        String via,
        String latestVia,
        long latest,
        Phase phase,
        long expires,
        byte[] answer,
        long sent,
        long now,
        long received) {

    /** As in the picture of {@link ReplayStore}. */
    enum Phase {
        RUNNING("R"),
        IN_DOUBT("D"),
        SETTLED("S");

        final String code;

        Phase(String code) {
            this.code = code;
        }

        static Phase of(String code) {
            return code.equals("R") ? RUNNING : code.equals("D") ? IN_DOUBT : SETTLED;
        }
    }

    /** What is to be done with the same request. */
    enum Verdict {
        NEW,
        /** Its execution runs, here or at another panel. */
        WAITS,
        /** Its execution has ended, or its panel has died. */
        REPEATS,
        OVERTAKEN,
        NEEDS_PROOF
    }

    /**
     * How long things are of interest, in microseconds.
     *
     * @param window how long an answer may be asked for whose panel has died
     * @param settled how long what is settled is remembered
     * @param error by how much {@code latest} may be too late, at most: the time that its statement took
     */
    record Times(long window, long settled, long error) {}

    /** The panel that executes it gives signs of life. */
    boolean isRunning() {
        return phase == Phase.RUNNING && now < expires;
    }

    /** Until when its answer may be asked for. */
    private long keptUntil(Times times) {
        return switch (phase) {
            case RUNNING -> expires + times.window();
            case IN_DOUBT, SETTLED -> expires;
        };
    }

    /**
     * Judges the same request, which has come now. Whether it came before or after is not known to the microsecond, as
     * clocks differ: where it cannot be told, proof is asked for.
     *
     * @param settledHere this panel knows that it is settled, and the row does not yet
     */
    Verdict judge(Arrival arrival, boolean settledHere, Times times) {
        if (via.equals(arrival.via())) {
            return Verdict.NEW;
        }
        if (!settledHere && isRunning()) {
            return Verdict.WAITS;
        }
        if (!settledHere && phase != Phase.SETTLED && now < keptUntil(times)) {
            return Verdict.REPEATS;
        }
        if (now >= keptUntil(times) + times.settled()
                || latestVia.equals(arrival.via())
                || arrival.via().equals(Arrival.HTTP)
                || arrival.proved() > 0 && atLeast(arrival.proved()) >= latest) {
            return Verdict.NEW;
        }
        if (atMost(arrival.read()) < latest - times.error()) {
            return Verdict.OVERTAKEN;
        }
        return atLeast(arrival.opened()) < latest ? Verdict.NEEDS_PROOF : Verdict.NEW;
    }

    /** A time of this panel by the database's clock, or a little earlier. */
    private long atLeast(long time) {
        return now - (received - time);
    }

    /** The same, or a little later. */
    private long atMost(long time) {
        return now - (sent - time);
    }

    Outcome outcome() {
        return phase == Phase.RUNNING ? new Outcome.Unknown() : StoredOutcome.read(answer);
    }
}
