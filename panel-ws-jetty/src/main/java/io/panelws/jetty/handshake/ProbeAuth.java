package io.panelws.jetty.handshake;

import io.panelws.jetty.endpoint.Handshake;
import io.panelws.jetty.endpoint.WholeResponse;
import io.panelws.jetty.rules.RequestTarget;
import io.panelws.jetty.rules.RuleViolation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Sends a {@code GET} with the handshake's query through the whole container, and refuses the handshake unless the panel
 * answers with 2xx: a redirect to a login page lets nobody in. It begins in the thread of the handshake, so it needs no
 * other that may not be there.
 *
 * @param origins makes the probe's connection of what the handshake said, in the thread that handles it
 * @param path the path, and perhaps a query
 * @param timeout how long to wait for an asynchronous panel
 */
public record ProbeAuth(Function<Handshake.Seen, Handshake> origins, String path, Duration timeout)
        implements HandshakeAuth {

    private static final int MAX_BODY_BYTES = 64 << 10;

    @Override
    public Optional<Refused> judge(HttpServletRequest request, Handshake.Seen seen) {
        Handshake handshake = origins.apply(seen);
        WholeResponse probe = WholeResponse.get(handshake, target(seen), MAX_BODY_BYTES);
        try {
            WholeResponse.Answer answer = probe.answer().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return HttpStatus.isSuccess(answer.status()) ? Optional.empty() : Optional.of(refused(answer));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of(unavailable());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(unavailable());
        }
    }

    private static Refused unavailable() {
        return new Refused(HttpStatus.SERVICE_UNAVAILABLE_503, Optional.empty(), new byte[0]);
    }

    /** A node does not follow redirects of a handshake, and takes what is neither 101 nor an error for one. */
    private static Refused refused(WholeResponse.Answer answer) {
        int status = answer.status() < HttpStatus.BAD_REQUEST_400 ? HttpStatus.FORBIDDEN_403 : answer.status();
        return new Refused(status, answer.contentType(), answer.body());
    }

    private RequestTarget target(Handshake.Seen seen) {
        try {
            return RequestTarget.of(path, seen.query());
        } catch (RuleViolation e) {
            throw new IllegalArgumentException(
                    "handshakeAuth probes a path that no message may have: " + e.getMessage());
        }
    }
}
