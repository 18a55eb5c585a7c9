package io.panelws.testkit.it.panel;

import com.google.gson.Gson;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a servlet sees of who asks, and how. */
@WebServlet("/api/v1/server/UniProxy/seen")
public final class SeenServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("address", request.getRemoteAddr());
        seen.put("scheme", request.getScheme());
        seen.put("secure", request.isSecure());
        seen.put("host", request.getServerName());
        seen.put("port", request.getServerPort());
        seen.put("forwardedFor", Collections.list(request.getHeaders("X-Forwarded-For")));
        seen.put("upgrade", Collections.list(request.getHeaders("Upgrade")));
        response.setContentType("application/json");
        response.getWriter().print(new Gson().toJson(seen));
    }
}
