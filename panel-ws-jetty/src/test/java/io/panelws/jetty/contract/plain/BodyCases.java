package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.form;
import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.post;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of requests: raw, as text, as forms, in parts. */
final class BodyCases extends PlainGroup {

    private static final String BINARY = "application/octet-stream";

    BodyCases() {
        super("request bodies");
        serve("/echo", (request, response) -> {
            response.setContentType(request.getContentType());
            request.getInputStream().transferTo(response.getOutputStream());
        });
        check("body-empty", "an empty body", post("/echo", BINARY, new byte[0]));
        check("body-json", "a body as nodes send it", post("/echo", "application/json", "{\"1\":[10,20]}"));
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        check("body-binary", "every byte value", post("/echo", BINARY, all));
        check("body-large", "5 MB in and out", post("/echo", BINARY, Answers.bytes(5_000_000)));
        check("body-get", "GET with a body", get("/echo").body(all));
        serve(
                "/length",
                (request, response) -> Answers.text(
                        response,
                        request.getContentLength(),
                        request.getContentLengthLong(),
                        request.getContentType(),
                        request.getCharacterEncoding(),
                        request.getInputStream().readAllBytes().length,
                        request.getInputStream().read(),
                        request.getInputStream().isFinished()));
        check("body-length", "length, type and end of the body", post("/length", "text/plain;charset=utf-16", all));
        check("body-no-length", "no body, no length", get("/length"));
        serve("/unread", (request, response) -> Answers.text(response, "not read"));
        check("body-unread", "a body that nobody reads", post("/unread", BINARY, all));
        serve(
                "/partly-read",
                (request, response) -> Answers.text(
                        response, Arrays.toString(request.getInputStream().readNBytes(3))));
        check("body-partly-read", "a body that is read in part", post("/partly-read", BINARY, all));
        serve("/both", (request, response) -> {
            request.getInputStream().read();
            request.getReader();
        });
        check(
                "body-both",
                "stream and reader together fail",
                post("/both", BINARY, all).expecting(500));
        textAndForms();
        parts();
    }

    private void textAndForms() {
        serve("/reader", (request, response) -> {
            if (request.getParameter("encoding") != null) {
                request.setCharacterEncoding(request.getParameter("encoding"));
            }
            Answers.text(
                    response,
                    request.getCharacterEncoding(),
                    request.getReader().readLine());
        });
        check("reader-utf-8", "a reader of UTF-8", post("/reader", "text/plain;charset=utf-8", "Jürgen 中😀"));
        byte[] latin1 = "Jürgen".getBytes(StandardCharsets.ISO_8859_1);
        check("reader-latin-1", "a reader of ISO-8859-1", post("/reader", "text/plain;charset=iso-8859-1", latin1));
        check("reader-default", "a reader without a charset", post("/reader", "text/plain", latin1));
        check("reader-set", "a charset that the servlet sets", post("/reader?encoding=utf-8", "text/plain", "ü"));
        serve("/form", (request, response) -> {
            List<Object> lines = new ArrayList<>();
            new TreeMap<>(request.getParameterMap())
                    .forEach((name, values) -> lines.add(name + " = " + Arrays.toString(values)));
            Answers.text(response, lines.toArray());
        });
        check("form", "a form", form("/form", "a=1&b=%C3%BC+%2B&a=2&c"));
        check("form-and-query", "a form behind a query", form("/form?a=0&z=9", "a=1&b=2"));
        check("form-put", "a form that is put", form("/form", "a=1").method("PUT"));
        check("form-empty", "an empty form", form("/form", ""));
        check(
                "form-latin-1",
                "a form in ISO-8859-1",
                post("/form", "application/x-www-form-urlencoded;charset=iso-8859-1", "a=%FC"));
        check("form-bad", "a form with a bad escape", form("/form", "a=%ZZ").expecting(400));
        check(
                "form-too-large",
                "a form with 1,100 keys",
                form("/form", IntStream.range(0, 1100).mapToObj(i -> "a" + i).collect(Collectors.joining("&")))
                        .expecting(400));
        check("form-other-node", "a form that sets node_id too", form("/form", "node_id=2"));
    }

    private void parts() {
        serve("/parts", BodyCases::parts);
        String body =
                """
                --XX
                Content-Disposition: form-data; name="text"

                Jürgen
                --XX
                Content-Disposition: form-data; name="file"; filename="ä.bin"
                Content-Type: application/octet-stream
                X-Own: 1

                \u0000\u0001\u0002
                --XX--
                """
                        .replace("\n", "\r\n");
        String type = "multipart/form-data; boundary=XX";
        check("parts", "a multipart form", post("/parts?q=1", type, body));
        check(
                "parts-none",
                "parts of what has none",
                post("/parts", BINARY, "x").expecting(400));
        check(
                "parts-cut",
                "a multipart form that is cut off",
                post("/parts", type, body.substring(0, 90)).expecting(400));
    }

    private static void parts(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        List<Object> lines = new ArrayList<>();
        for (Part part : request.getParts()) {
            String content = Arrays.toString(part.getInputStream().readAllBytes());
            lines.add(part.getName() + " " + part.getSubmittedFileName() + " " + part.getContentType() + " "
                    + part.getSize() + " " + part.getHeader("X-Own") + " " + content);
        }
        lines.add(request.getParameter("text"));
        lines.add(request.getParameter("q"));
        Answers.text(response, lines.toArray());
    }
}
