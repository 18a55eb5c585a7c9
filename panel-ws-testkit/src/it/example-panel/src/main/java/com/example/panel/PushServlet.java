package com.example.panel;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes what a node's users moved since its last report, up and down in bytes: {@code {"1":[10,20]}}. */
@WebServlet("/api/v1/server/UniProxy/push")
public class PushServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String report = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!report.startsWith("{")) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "no traffic");
            return;
        }
        Accounts.ALL.book(report);
        JsonAnswer.done(response);
    }
}
