package io.panelws.testkit.it.panel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes its time to book, so that who cuts a connection cuts off answers to what is booked all the same. */
@WebFilter("/api/v1/server/UniProxy/push")
public final class SlowPushFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        LockSupport.parkNanos(NANOS);
        chain.doFilter(request, response);
    }
}
