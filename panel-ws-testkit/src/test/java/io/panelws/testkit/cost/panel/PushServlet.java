package io.panelws.testkit.cost.panel;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the body and forgets it. */
@WebServlet("/api/v1/server/UniProxy/push")
public final class PushServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final byte[] BODY = "{\"data\":true}".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 8192;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int length = drain(request.getInputStream());
        if (length != request.getContentLength()) {
            throw new IOException("a body of " + length + " bytes");
        }
        response.setContentType("application/json");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }

    private static int drain(ServletInputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int length = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            length += read;
        }
        return length;
    }
}
