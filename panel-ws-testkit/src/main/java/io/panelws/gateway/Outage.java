package io.panelws.gateway;

import io.panelws.jetty.log.Log;
import io.panelws.jetty.log.LogText;
import java.io.EOFException;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Says once that the panel does not answer, and once that it does again. Thread-safe. */
final class Outage {

    private static final Log LOG = Log.of(Gateway.class);

    private final AtomicLong failed = new AtomicLong();

    /**
     * Notes a request that got no whole answer.
     *
     * @param request its method and path
     * @param instead what its node was given
     * @param cause why
     */
    void failed(String request, String instead, Throwable cause) {
        if (failed.getAndIncrement() == 0) {
            LOG.log(
                    Level.WARNING,
                    "The panel does not answer {0}: {1}. The node got {2}. Further ones are counted until it answers again",
                    request,
                    reason(cause),
                    instead);
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof EOFException) {
            return "it has ended the connection";
        }
        return cause instanceof RejectedExecutionException
                ? "too many requests wait for it already"
                : LogText.sentence(String.valueOf(cause.getMessage()));
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
