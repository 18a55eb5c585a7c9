package io.panelws.jetty.contract.plain;

import io.panelws.jetty.contract.CaseRequest;

/** Redirects, by servlets and by the container. */
final class RedirectCases extends PlainGroup {

    RedirectCases() {
        super("redirects");
        redirect("redirect-absolute", "to a URL", "https://example.org/a?b=c");
        redirect("redirect-path", "to a path", "/other?b=c#d");
        redirect("redirect-relative", "to a relative path", "other/../there");
        redirect("redirect-query", "to a query", "?a=b");
        check(
                "redirect-no-uri",
                "sendRedirect to what is no URI",
                500,
                (request, response) -> response.sendRedirect("/ö b"));
        check("redirect-written", "sendRedirect after a few bytes", 302, (request, response) -> {
            response.setHeader("X-Before", "1");
            response.getOutputStream().print("never seen");
            response.sendRedirect("/other");
        });
        check("redirect-307", "307 by hand", 307, (request, response) -> {
            response.setStatus(307);
            response.setHeader("Location", "/other");
        });
        check(
                "redirect-head",
                "HEAD of a redirect",
                CaseRequest.of("HEAD", "/redirect-path").expecting(302));
        check(
                "confidential",
                "a page that must be confidential",
                CaseRequest.get("/confidential/x?a=1").expecting(302));
        in("/panel");
        check(
                "redirect-context",
                "relative, in a web application with a path",
                CaseRequest.get("/redirect-relative").expecting(302));
    }

    private void redirect(String id, String sentence, String location) {
        check(id, "sendRedirect " + sentence, 302, (request, response) -> response.sendRedirect(location));
    }
}
