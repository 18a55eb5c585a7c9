package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;

import io.panelws.jetty.contract.CaseRequest;

/** Files, as the container's default servlet serves them. */
final class StaticFileCases extends PlainGroup {

    private static final CaseRequest FILE = get("/static/hundred.txt");

    StaticFileCases() {
        super("files");
        check("file", "a file", FILE);
        check("file-css", "a file of another type", get("/static/style.css"));
        check("file-head", "HEAD of a file", FILE.method("HEAD"));
        check("file-options", "OPTIONS of a file", FILE.method("OPTIONS"));
        check("file-post", "POST to a file", FILE.method("POST").expecting(405));
        check("file-put", "PUT to a file", FILE.method("PUT").expecting(405));
        check(
                "file-missing",
                "a file that does not exist",
                get("/static/none.txt").expecting(404));
        check("file-range", "a range", range("bytes=5-14").expecting(206));
        check("file-range-open", "an open range", range("bytes=3900-").expecting(206));
        check("file-range-end", "the last bytes", range("bytes=-7").expecting(206));
        check("file-ranges", "two ranges", range("bytes=0-4,100-109").expecting(206));
        check(
                "file-range-beyond",
                "a range beyond the end",
                range("bytes=999999-").expecting(416));
        check("file-range-malformed", "a malformed range", range("bytes=x-y").expecting(416));
        check("file-range-unit", "a range in another unit", range("lines=1-2").expecting(416));
        check(
                "file-range-head",
                "HEAD of a range",
                range("bytes=5-14").method("HEAD").expecting(206));
        String past = "Sun, 06 Nov 1994 08:49:37 GMT";
        String future = "Thu, 01 Jan 2099 00:00:00 GMT";
        check(
                "file-not-modified",
                "If-Modified-Since",
                FILE.header("If-Modified-Since", future).expecting(304));
        check("file-modified", "If-Modified-Since long ago", FILE.header("If-Modified-Since", past));
        check(
                "file-unmodified",
                "If-Unmodified-Since long ago",
                FILE.header("If-Unmodified-Since", past).expecting(412));
        check("file-none-match", "If-None-Match with a tag", FILE.header("If-None-Match", "\"other\""));
        check(
                "file-tag",
                "If-None-Match with the file's tag",
                FILE,
                FILE.again().expecting(304));
        CaseRequest gzip = FILE.header("Accept-Encoding", "gzip");
        check("file-gzip", "a file, compressed", gzip);
        check(
                "file-tag-gzip",
                "If-None-Match with the tag of a compressed file",
                gzip,
                gzip.again().expecting(304));
        check(
                "file-match",
                "If-Match with a tag",
                FILE.header("If-Match", "\"other\"").expecting(412));
        check(
                "file-if-range",
                "If-Range with an old date",
                range("bytes=5-14").header("If-Range", past).expecting(206));
        check("welcome", "the welcome file", get("/static/"));
        check("folder-redirect", "a folder without a slash", get("/static?a=1").expecting(302));
        check("folder", "a folder without a welcome file", get("/static/folder/"));
        check("web-inf", "web.xml", get("/WEB-INF/web.xml").expecting(404));
        check("web-inf-folder", "the folder of web.xml", get("/WEB-INF").expecting(404));
        check("web-inf-case", "web.xml in lower case", get("/web-inf/web.xml").expecting(404));
        check(
                "web-inf-escaped",
                "web.xml with escapes",
                get("/%57EB-INF/web.xml").expecting(404));
        check(
                "web-inf-parameter",
                "web.xml with a path parameter",
                get("/WEB-INF;x/web.xml").expecting(404));
        in("/panel");
        check("welcome-context", "the welcome file of a web application with a path", get("/static/"));
        check(
                "folder-redirect-context",
                "a folder of a web application with a path",
                get("/static/folder").expecting(302));
    }

    private static CaseRequest range(String range) {
        return FILE.header("Range", range);
    }
}
