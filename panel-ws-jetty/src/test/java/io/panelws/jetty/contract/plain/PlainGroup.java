package io.panelws.jetty.contract.plain;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.CaseRequest;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Cases together with the servlets and filters that they ask. */
abstract class PlainGroup extends CaseGroup {

    private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();
    private final Map<String, Filter> filters = new LinkedHashMap<>();

    PlainGroup(String subject) {
        super(subject);
    }

    final void serve(String pattern, HttpServlet servlet) {
        servlets.put(pattern, servlet);
    }

    final void serve(String pattern, Handler handler) {
        servlets.put(pattern, new HandlerServlet(handler));
    }

    final void filter(String pattern, Filter filter) {
        filters.put(pattern, filter);
    }

    /** A case with a servlet of its own at {@code /id}. */
    final void check(String id, String sentence, Handler handler) {
        check(id, sentence, 200, handler);
    }

    final void check(String id, String sentence, int status, Handler handler) {
        serve("/" + id, handler);
        check(id, sentence, CaseRequest.get("/" + id).expecting(status));
    }

    final Map<String, HttpServlet> servlets() {
        return servlets;
    }

    final Map<String, Filter> filters() {
        return filters;
    }
}
