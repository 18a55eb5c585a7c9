package io.panelws.gateway;

import io.panelws.jetty.log.Log;
import io.panelws.jetty.log.LogText;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** Says once that the panel does not answer, and once that it does again. Thread-safe. */
final class Outage {

    private static final Log LOG = Log.of(Gateway.class);

    private final AtomicLong failed = new AtomicLong();

    void failed(String request, int status, Throwable cause) {
        if (failed.getAndIncrement() == 0) {
            LOG.log(
                    Level.WARNING,
                    "The panel does not answer: {0} was answered {1} in its place ({2}). Further ones are counted until"
                            + " it answers again",
                    request,
                    status,
                    LogText.sentence(cause.toString()));
        }
    }

    void answered() {
        if (failed.get() > 0) {
            long requests = failed.getAndSet(0);
            if (requests > 0) {
                LOG.log(Level.INFO, "The panel answers again, after {0} requests that it did not", requests);
            }
        }
    }
}
