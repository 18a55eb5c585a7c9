package com.example.panel;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes what a node's users moved, and says how often that has happened. */
@WebServlet("/api/v1/server/UniProxy/push")
public class PushServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final AtomicInteger pushes = new AtomicInteger();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String traffic = request.getReader().readLine();
        if (traffic == null || !traffic.startsWith("{")) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "no traffic");
            return;
        }
        response.setContentType("application/json");
        response.getWriter().write("{\"data\":true,\"pushes\":" + pushes.incrementAndGet() + "}");
    }
}
