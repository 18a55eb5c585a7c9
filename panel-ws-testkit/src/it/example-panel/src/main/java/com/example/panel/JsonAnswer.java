package com.example.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes what a node is answered. */
final class JsonAnswer {

    private static final String DONE = "{\"data\":true}";

    private JsonAnswer() {}

    /** Answers with the document, or with 304 where the node has it already: it asks with the ETag of its last answer. */
    static void document(HttpServletRequest request, HttpServletResponse response, String json) throws IOException {
        String etag = "\"" + Integer.toHexString(json.hashCode()) + "\"";
        response.setHeader("ETag", etag);
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            write(response, json);
        }
    }

    /** Answers that a report is booked. */
    static void done(HttpServletResponse response) throws IOException {
        write(response, DONE);
    }

    private static void write(HttpServletResponse response, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
