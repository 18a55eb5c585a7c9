package io.panelws.jetty.contract.spring;

import static io.panelws.jetty.contract.CaseRequest.form;
import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.of;
import static io.panelws.jetty.contract.CaseRequest.post;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.CaseRequest;

/** What controllers are given and what they return. */
final class ControllerCases extends CaseGroup {

    ControllerCases() {
        super("controllers");
        check("spring-path", "path variables and a list", get("/items/7/J%C3%BCrgen?tag=a&tag=b,c"));
        check("spring-path-raw", "a raw path variable", get("/items/7/Jürgen 中?tag=ü"));
        check("spring-path-slash", "a trailing slash", get("/items/7/x/?tag=a").expecting(404));
        check(
                "spring-path-bad",
                "a path variable that is no number",
                get("/items/x/y?tag=a").expecting(400));
        check("spring-parameter", "a missing parameter", get("/items/7/x").expecting(400));
        CaseRequest headers = get("/headers").header("X-List", "a, b").header("Accept-Language", "fr-CH, de;q=0.5");
        check("spring-headers", "headers, cookie and locale", headers.header("Cookie", "taste=sweet"));
        check("spring-headers-missing", "a missing header", get("/headers").expecting(400));
        check("spring-bytes", "bytes in and out", post("/bytes", "image/png", new byte[] {0, 1, -1, -128, 127}));
        check("spring-bytes-large", "3 MB in and out", post("/bytes", "image/png", new byte[3_000_000]));
        check("spring-text", "text in UTF-8", post("/text", "text/plain;charset=utf-8", "Jürgen 中😀"));
        check(
                "spring-text-accept",
                "text as UTF-8",
                post("/text", "text/plain;charset=utf-8", "中").header("Accept", "text/plain;charset=utf-8"));
        check("spring-form", "a form", form("/form", "a=1&b=%C3%BC&a=2"));
        check(
                "spring-form-put",
                "a form that is put",
                form("/form", "a=1&b=%C3%BC").method("PUT"));
        check("spring-form-hidden", "a form that wants to be put", form("/form", "a=1&_method=put"));
        check("spring-upload", "an upload", upload());
        check("spring-patch", "a status by annotation", of("PATCH", "/status").expecting(202));
        check("spring-delete", "no content", of("DELETE", "/status").expecting(204));
        check("spring-cookie", "a cookie", get("/cookie"));
        check("spring-resource", "a resource", get("/resource"));
        check(
                "spring-resource-range",
                "a range of a resource",
                get("/resource").header("Range", "bytes=10-19").expecting(206));
        check(
                "spring-resource-ranges",
                "ranges of a resource",
                get("/resource").header("Range", "bytes=0-1,5-6").expecting(206));
        check(
                "spring-resource-beyond",
                "a range beyond a resource",
                get("/resource").header("Range", "bytes=99999-").expecting(416));
        check(
                "spring-tag",
                "a tag by a filter",
                get("/tagged/list"),
                get("/tagged/list").again().expecting(304));
        check(
                "spring-accept",
                "a type that is not there",
                get("/tagged/list").header("Accept", "image/png").expecting(406));
        CaseRequest cors = get("/cors").header("Origin", "https://example.org");
        check("spring-cors", "a request from another origin", cors);
        check(
                "spring-cors-refused",
                "a request from an origin that is not allowed",
                get("/cors").header("Origin", "https://example.com").expecting(403));
        check("spring-preflight", "a preflight", cors.method("OPTIONS").header("Access-Control-Request-Method", "GET"));
        check("spring-session", "a session", get("/session"), get("/session").again());
        check("spring-request", "the request", get("/request"));
        check("spring-redirect", "a redirect to a view", get("/redirect").expecting(302));
        check("spring-forward", "a forward to a view", get("/forward"));
        check("spring-file", "a file", get("/files/hundred.txt"));
        check(
                "spring-file-missing",
                "a file that does not exist",
                get("/files/none").expecting(404));
    }

    private static CaseRequest upload() {
        String body =
                """
                --XX
                Content-Disposition: form-data; name="title"

                Ärger
                --XX
                Content-Disposition: form-data; name="file"; filename="ü.txt"
                Content-Type: text/plain

                the file
                --XX--
                """;
        return post("/upload", "multipart/form-data; boundary=XX", body.replace("\n", "\r\n"));
    }
}
