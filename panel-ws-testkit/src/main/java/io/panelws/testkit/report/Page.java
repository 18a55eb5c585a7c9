package io.panelws.testkit.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * An HTML page that needs no other file and no script: for dark and for light screens, narrow ones too, and for paper. Not
 * thread-safe.
 */
final class Page {

    private final StringBuilder html = new StringBuilder();

    /** Text that is HTML already. */
    record Markup(String html) {}

    /** Begins a page. */
    Page(String title) {
        add(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <link rel="icon" href="data:,">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                """,
                title, new Markup(css()));
    }

    /** Everything that is put in is escaped, unless it is markup. */
    Page add(String template, Object... values) {
        Object[] escaped = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            escaped[i] = values[i] instanceof Markup markup ? markup.html() : escaped("" + values[i]);
        }
        html.append(template.formatted(escaped));
        return this;
    }

    /** A row of a table, with a header cell in front. */
    Page row(String header, Object... cells) {
        add("<tr><th scope=\"row\">%s</th>", header);
        for (Object cell : cells) {
            add("<td>%s</td>", cell);
        }
        return add("</tr>\n");
    }

    /** The headers of a table; the first is left empty where there is none. */
    Page columns(Object... headers) {
        add("<tr>");
        for (Object header : headers) {
            add(header.equals("") ? "<td>%s</td>" : "<th scope=\"col\">%s</th>", header);
        }
        return add("</tr>\n");
    }

    /** Ends the page. */
    String end() {
        return add("</main>\n</body>\n</html>\n").html.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String css() {
        try (InputStream css = Page.class.getResourceAsStream("page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
