package io.panelws.testkit.panel;

import jakarta.servlet.http.HttpServletRequest;

/** Which node a request is from (P-3). */
record NodeKey(String type, int id) {

    static NodeKey of(HttpServletRequest request) throws BadInputException {
        String type = request.getParameter("node_type");
        if (type == null || type.isBlank()) {
            throw new BadInputException("The query has no node_type.");
        }
        String id = request.getParameter("node_id");
        if (id == null || id.isBlank()) {
            throw new BadInputException("The query has no node_id.");
        }
        if (!id.matches("[0-9]{1,9}")) {
            throw new BadInputException("The node_id is not a number of at most nine digits.");
        }
        return new NodeKey(type, Integer.parseInt(id));
    }
}
