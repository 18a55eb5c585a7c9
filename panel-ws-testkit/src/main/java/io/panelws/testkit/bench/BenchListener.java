package io.panelws.testkit.bench;

/** Is told how a bench goes, on the thread that runs it and while requests are sent: it should return at once. */
public interface BenchListener {

    /**
     * A round's requests begin.
     *
     * @param place which round
     */
    void began(RoundPlace place);

    /**
     * A piece of a round is over; some ten of them make a round.
     *
     * @param sample what happened in it
     */
    void sampled(Sample sample);
}
