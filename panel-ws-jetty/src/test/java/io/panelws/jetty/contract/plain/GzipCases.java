package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;

import io.panelws.jetty.contract.CaseRequest;

/** The GzipHandler in front of all web applications. */
final class GzipCases extends PlainGroup {

    private static final String TEXT = "the same line again and again\n".repeat(1000);

    GzipCases() {
        super("compression");
        serve("/text", (request, response) -> {
            response.setHeader("ETag", "\"text\"");
            Answers.text(response, TEXT);
        });
        CaseRequest text = get("/text");
        check("gzip", "compressed", text.header("Accept-Encoding", "gzip"));
        check("gzip-of-many", "compressed, one of several encodings", text.header("Accept-Encoding", "br, gzip;q=0.5"));
        check("gzip-refused", "not compressed when that is refused", text.header("Accept-Encoding", "gzip;q=0"));
        check("gzip-none", "not compressed when nobody asks", text);
        check(
                "gzip-head",
                "HEAD of what would be compressed",
                text.method("HEAD").header("Accept-Encoding", "gzip"));
        check("gzip-post", "POST is not compressed", text.method("POST").header("Accept-Encoding", "gzip"));
        check(
                "gzip-tag",
                "the tag of a compressed response",
                text.header("Accept-Encoding", "gzip").header("If-None-Match", "\"text--gzip\""));
        serve("/short", (request, response) -> Answers.text(response, "short"));
        check("gzip-short", "too short to be compressed", get("/short").header("Accept-Encoding", "gzip"));
        serve("/image", (request, response) -> {
            response.setContentType("image/png");
            response.getOutputStream().write(Answers.bytes(5000));
        });
        check("gzip-image", "an image is not compressed", get("/image").header("Accept-Encoding", "gzip"));
        serve("/text-pieces", (request, response) -> {
            response.setContentType("text/plain");
            for (int i = 0; i < 100; i++) {
                response.getOutputStream().print(TEXT);
                response.flushBuffer();
            }
        });
        check("gzip-pieces", "compressed in pieces", get("/text-pieces").header("Accept-Encoding", "gzip"));
    }
}
