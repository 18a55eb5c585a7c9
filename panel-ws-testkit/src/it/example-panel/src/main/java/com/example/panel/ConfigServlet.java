package com.example.panel;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a node is configured with. */
@WebServlet("/api/v1/server/UniProxy/config")
public class ConfigServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String ETAG = "\"1\"";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", ETAG);
        if (ETAG.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            response.setContentType("application/json");
            response.getWriter().write("{\"server_port\":443,\"network\":\"tcp\"}");
        }
    }
}
