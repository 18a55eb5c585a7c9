package io.panelws.jetty;

import io.panelws.jetty.log.Log;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells all that have been added. Where there are none, nothing is done. This class is thread-safe. */
final class Observers implements Observer {

    private static final Log LOG = Log.of(Observers.class);

    private final CopyOnWriteArrayList<Observer> all = new CopyOnWriteArrayList<>();

    void add(Observer observer) {
        all.add(observer);
    }

    void remove(Observer observer) {
        all.remove(observer);
    }

    private void tell(Consumer<Observer> what) {
        for (Observer observer : all) {
            try {
                what.accept(observer);
            } catch (RuntimeException e) {
                // Whoever is on the message path has other things to do.
                LOG.log(Level.WARNING, e, "Something could not be counted");
            }
        }
    }

    @Override
    public void connected(Node node) {
        tell(observer -> observer.connected(node));
    }

    @Override
    public void disconnected(Node node, Disconnection how) {
        tell(observer -> observer.disconnected(node, how));
    }

    @Override
    public void refused(RefusedHandshake handshake) {
        tell(observer -> observer.refused(handshake));
    }

    @Override
    public void repeated(RepeatedPost post) {
        tell(observer -> observer.repeated(post));
    }

    @Override
    public void answered(Node node, String method, int status, long nanos, long bytesIn, long bytesOut) {
        if (!all.isEmpty()) {
            tell(observer -> observer.answered(node, method, status, nanos, bytesIn, bytesOut));
        }
    }

    @Override
    public void asked(Node node, Optional<NodeAskException.Reason> failure, long nanos) {
        tell(observer -> observer.asked(node, failure, nanos));
    }
}
