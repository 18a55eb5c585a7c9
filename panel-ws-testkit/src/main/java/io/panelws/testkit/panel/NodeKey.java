package io.panelws.testkit.panel;

import io.panelws.testkit.panel.PanelServlet.BadInput;
import jakarta.servlet.http.HttpServletRequest;

/** Which node a request is from (P-3). */
record NodeKey(String type, int id) {

    static NodeKey of(HttpServletRequest request) throws BadInput {
        String type = request.getParameter("node_type");
        if (type == null || type.isBlank()) {
            throw new BadInput("The query has no node_type.");
        }
        String id = request.getParameter("node_id");
        if (id == null || id.isBlank()) {
            throw new BadInput("The query has no node_id.");
        }
        return new NodeKey(type, (int) PerUser.number(id, 9, "The node_id is not a number of at most nine digits."));
    }
}
