package com.example.panel;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a node is configured with: here VLESS on TCP without TLS. A node does not start without {@code base_config}. */
@WebServlet("/api/v1/server/UniProxy/config")
public class ConfigServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String SETTINGS =
            """
            {"server_port":443,"network":"tcp","networkSettings":{},"tls":0,"flow":"",\
            "base_config":{"push_interval":60,"pull_interval":60},"routes":[]}""";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonAnswer.document(request, response, SETTINGS);
    }
}
