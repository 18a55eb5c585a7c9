package io.panelws.testkit.cost.panel;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list of 9 MB, built once and written at once. */
@WebServlet(value = "/api/v1/server/UniProxy/user", loadOnStartup = 1)
public final class UserServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int USERS = 97_000;
    private static final byte[] BODY = IntStream.rangeClosed(1, USERS)
            .mapToObj(
                    "{\"id\":%1$06d,\"uuid\":\"00000000-0000-4000-8000-%1$012d\",\"speed_limit\":0,\"device_limit\":0}"
                            ::formatted)
            .collect(Collectors.joining(",", "{\"users\":[", "]}"))
            .getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("ETag", "\"u1\"");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }
}
