package io.panelws.testkit.books;

import io.panelws.jetty.PanelWsFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes a panel slow now and then, past the deadline of the node that waits, and lets it write some answers in two pieces.
 * Only for what comes as a message: plain HTTP is not what is tested.
 */
final class UnevenPanelFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_MILLIS = 1200;

    private final transient ScheduledExecutorService timer;
    private final transient SplittableRandom random;

    UnevenPanelFilter(ScheduledExecutorService timer, long seed) {
        this.timer = timer;
        this.random = new SplittableRandom(seed);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE) == null) {
            chain.doFilter(request, response);
            return;
        }
        int draw = draw(100);
        if (draw < 3) {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            timer.schedule(() -> async.dispatch(), draw(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
        } else if (draw < 6) {
            pause(draw(LONGEST_MILLIS));
            chain.doFilter(request, response);
        } else if (draw < 30) {
            int pause = draw < 9 ? draw(LONGEST_MILLIS) : 0;
            chain.doFilter(request, new InTwoPieces(response, () -> pause(pause)));
        } else {
            chain.doFilter(request, response);
        }
    }

    private void pause(int millis) {
        if (millis > 0) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            timer.schedule(() -> over.complete(null), millis, TimeUnit.MILLISECONDS);
            over.join();
        }
    }

    private int draw(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }
}
