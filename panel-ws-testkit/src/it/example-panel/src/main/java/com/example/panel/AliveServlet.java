package com.example.panel;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes the addresses that a node's users are online from: {@code {"1":["203.0.113.7"]}}. */
@WebServlet("/api/v1/server/UniProxy/alive")
public class AliveServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String report = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Accounts.ALL.alive(request.getParameter("node_id"), report);
        JsonAnswer.done(response);
    }
}
