package io.panelws.testkit.cost.panel;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A small answer of fixed bytes. */
@WebServlet("/api/v1/server/UniProxy/config")
public final class ConfigServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final byte[] BODY = "{\"port\":1234}".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("ETag", "\"c1\"");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }
}
