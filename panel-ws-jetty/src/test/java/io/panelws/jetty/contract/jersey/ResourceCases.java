package io.panelws.jetty.contract.jersey;

import static io.panelws.jetty.contract.CaseRequest.form;
import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.of;
import static io.panelws.jetty.contract.CaseRequest.post;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.CaseRequest;

/** What resources are given and what they return. */
final class ResourceCases extends CaseGroup {

    ResourceCases() {
        super("resources");
        in("/panel");
        CaseRequest config = get("/api/v1/server/UniProxy/config");
        check("jersey-config", "the configuration of a node", config);
        check(
                "jersey-config-tag",
                "the configuration, unchanged",
                config,
                config.again().expecting(304));
        check("jersey-head", "HEAD of the configuration", config.method("HEAD"));
        check("jersey-options", "OPTIONS of the configuration", config.method("OPTIONS"));
        check(
                "jersey-token",
                "a wrong token",
                config.header("X-Wrong-Token", "1").expecting(403));
        check("jersey-push", "a push", post("/api/v1/server/UniProxy/push", "application/json", "{\"1\":[1,2]}"));
        check(
                "jersey-push-type",
                "a push of another type",
                post("/api/v1/server/UniProxy/push", "text/csv", "1").expecting(415));
        check(
                "jersey-path",
                "parameters of path, matrix and query",
                get("/api/plain/items/7/J%C3%BCrgen;m=x?tag=a&tag=b"));
        check("jersey-path-raw", "raw parameters", get("/api/plain/items/7/Jürgen 中?tag=ü"));
        check(
                "jersey-path-bad",
                "a path that no pattern matches",
                get("/api/plain/items/x/y").expecting(404));
        check("jersey-uri", "the URI", get("/api/plain/uri?a=1&b=%20"));
        check(
                "jersey-headers",
                "headers and a cookie",
                get("/api/plain/headers")
                        .header("X-List", "a")
                        .header("X-List", "b, c")
                        .header("Cookie", "taste=sweet"));
        check("jersey-bytes", "bytes in and out", bytes(new byte[] {0, 1, -1, -128, 127}));
        check("jersey-bytes-large", "3 MB in and out", bytes(new byte[3_000_000]));
        check("jersey-bytes-empty", "no bytes", bytes(new byte[0]));
        check("jersey-text", "text in UTF-8", post("/api/plain/text", "text/plain;charset=utf-8", "Jürgen 中😀"));
        check("jersey-form", "a form", form("/api/plain/form", "a=1&b=%C3%BC&a=2"));
        check(
                "jersey-form-put",
                "a form that is put",
                form("/api/plain/form", "a=1&b=%C3%BC").method("PUT"));
        check("jersey-patch", "a status", of("PATCH", "/api/plain/status").expecting(202));
        check("jersey-delete", "nothing", of("DELETE", "/api/plain/status").expecting(204));
        check("jersey-cookie", "a cookie", get("/api/plain/cookie"));
        check("jersey-created", "a location", get("/api/plain/created").expecting(201));
        check("jersey-redirect", "a redirect", get("/api/plain/redirect").expecting(303));
        check("jersey-streamed", "a StreamingOutput", get("/api/plain/streamed?lines=10"));
        check("jersey-streamed-large", "a large StreamingOutput", get("/api/plain/streamed?lines=200000"));
    }

    private static CaseRequest bytes(byte[] body) {
        return post("/api/plain/bytes", "application/octet-stream", body);
    }
}
