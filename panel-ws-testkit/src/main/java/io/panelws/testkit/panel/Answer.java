package io.panelws.testkit.panel;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;

/** Writes the panel's answers, all of them JSON. */
final class Answer {

    private static final byte[] DONE = "{\"data\":true}".getBytes(StandardCharsets.UTF_8);

    private Answer() {}

    static void done(HttpServletResponse response) throws IOException {
        json(response, HttpServletResponse.SC_OK, DONE);
    }

    /** Answers with the document, or 304 where the node has it already (P-11). */
    static void document(HttpServletRequest request, HttpServletResponse response, Document document)
            throws IOException {
        response.setHeader("ETag", document.etag());
        if (names(request.getHeaders("If-None-Match"), document.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            json(response, HttpServletResponse.SC_OK, document.bytes());
        }
    }

    /** Weak comparison, as RFC 9110 asks for this header (13.1.2); there may be several lines, or one that is empty. */
    private static boolean names(Enumeration<String> lines, String etag) {
        while (lines.hasMoreElements()) {
            for (String written : lines.nextElement().split(",")) {
                String tag = written.strip();
                if (tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Answers with one readable sentence (P-11). */
    static void error(HttpServletResponse response, int status, String sentence) throws IOException {
        JsonObject body = new JsonObject();
        body.addProperty("message", sentence);
        json(response, status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void json(HttpServletResponse response, int status, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
