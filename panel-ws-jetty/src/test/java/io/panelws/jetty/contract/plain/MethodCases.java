package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.of;
import static io.panelws.jetty.contract.CaseRequest.post;

import io.panelws.jetty.contract.CaseRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Methods, to a servlet that takes all of them and to one that takes only GET. */
final class MethodCases extends PlainGroup {

    /** As most are written. */
    private static final class GetOnly extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("X-Method", request.getMethod());
            Answers.text(response, "only GET");
        }

        @Override
        protected long getLastModified(HttpServletRequest request) {
            return request.getParameter("dated") == null ? -1 : 1_700_000_000_000L;
        }
    }

    MethodCases() {
        super("methods");
        serve("/method", (request, response) -> {
            byte[] body = request.getInputStream().readAllBytes();
            Answers.text(response, request.getMethod(), body.length, request.getContentLength());
        });
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            check("method-" + method, method + " reaches the servlet", of(method, "/method"));
            if (!method.equals("HEAD")) {
                CaseRequest withBody = of(method, "/method").body(Answers.bytes(100));
                check("method-body-" + method, method + " with a body reaches the servlet", withBody);
            }
        }
        serve("/get-only", new GetOnly());
        check("get-only", "GET of a GET servlet", get("/get-only"));
        check("get-only-head", "HEAD of a GET servlet", of("HEAD", "/get-only"));
        check("get-only-options", "OPTIONS of a GET servlet", of("OPTIONS", "/get-only"));
        check(
                "get-only-trace",
                "TRACE is not for nodes",
                of("TRACE", "/get-only").expecting(403));
        check("get-only-put", "PUT to a GET servlet", of("PUT", "/get-only").expecting(405));
        check(
                "get-only-delete",
                "DELETE of a GET servlet",
                of("DELETE", "/get-only").expecting(405));
        check(
                "get-only-patch",
                "PATCH of a GET servlet",
                of("PATCH", "/get-only").expecting(501));
        check(
                "get-only-post",
                "POST to a GET servlet",
                post("/get-only", "text/plain", "x").expecting(405));
        CaseRequest dated = get("/get-only?dated");
        check("get-only-dated", "a servlet that tells when it was modified", dated);
        check(
                "get-only-not-modified",
                "If-Modified-Since to a servlet that tells when it was modified",
                dated.header("If-Modified-Since", "Tue, 14 Nov 2023 22:13:20 GMT")
                        .expecting(304));
    }
}
