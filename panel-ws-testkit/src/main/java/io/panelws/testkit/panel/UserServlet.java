package io.panelws.testkit.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /api/v1/server/UniProxy/user}: the users, or 304. Thread-safe. */
public final class UserServlet extends PanelServlet {

    private static final long serialVersionUID = 1;

    /** Made by the container. */
    public UserServlet() {
        super("GET");
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response, PanelStore store) throws IOException {
        Answer.document(request, response, store.users());
    }
}
