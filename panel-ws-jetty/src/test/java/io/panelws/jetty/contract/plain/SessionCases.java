package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;

import io.panelws.jetty.contract.CaseRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Sessions, kept with a cookie. */
final class SessionCases extends PlainGroup {

    private static final CaseRequest COUNT = get("/session");

    SessionCases() {
        super("sessions");
        serve("/session", SessionCases::count);
        check("session-created", "a new session", COUNT);
        check("session-kept", "a session that is kept", COUNT, COUNT.again(), COUNT.again());
        check("session-forgotten", "a session whose cookie is forgotten", COUNT, COUNT);
        serve("/session-end", (request, response) -> {
            request.getSession().invalidate();
            Answers.text(response, request.getSession(false), request.isRequestedSessionIdValid());
        });
        CaseRequest end = get("/session-end").again();
        check("session-invalidated", "a session that is invalidated", COUNT, end, COUNT.again());
        serve("/session-renamed", (request, response) -> {
            String before = request.getSession().getId();
            String after = request.changeSessionId();
            Answers.text(
                    response,
                    before.equals(after),
                    after.equals(request.getSession().getId()));
        });
        CaseRequest rename = get("/session-renamed").again();
        check("session-renamed", "a session that gets a new id", COUNT, rename, COUNT.again());
        serve(
                "/session-seen",
                (request, response) -> Answers.text(
                        response,
                        request.getSession(false) != null,
                        request.getRequestedSessionId(),
                        request.isRequestedSessionIdFromCookie(),
                        request.isRequestedSessionIdFromURL(),
                        request.isRequestedSessionIdValid(),
                        request.getRequestURI()));
        check(
                "session-unknown",
                "a session that nobody knows",
                get("/session-seen").header("Cookie", "JSESSIONID=nobody"));
        check("session-in-path", "a session id in the path", get("/session-seen;jsessionid=nobody?a=1"));
        check("session-encoded", "a URL that carries the session id", (request, response) -> {
            request.getSession();
            Answers.text(response, response.encodeURL("/x?a=1"), response.encodeRedirectURL("y"));
        });
        in("/panel");
        check("session-context", "a session of a web application with a path", COUNT, COUNT.again());
    }

    private static void count(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        Object before = session.getAttribute("count");
        int count = before == null ? 1 : (int) before + 1;
        session.setAttribute("count", count);
        Answers.text(response, count, session.isNew(), request.isRequestedSessionIdValid());
    }
}
