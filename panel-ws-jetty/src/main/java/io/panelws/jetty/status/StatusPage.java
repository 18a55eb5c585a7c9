package io.panelws.jetty.status;

import io.panelws.jetty.status.Choice.Column;
import io.panelws.jetty.status.Status.NodeRow;
import io.panelws.jetty.status.Status.Refusal;
import io.panelws.jetty.status.Status.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/**
 * The page, whole without JavaScript. Whatever a node or a person has written is escaped. Its style and script are in it and
 * named in its policy by their digests, so that it loads nothing and runs nothing else.
 */
public final class StatusPage {

    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");

    /** The {@code Content-Security-Policy} of every page. */
    public static final String POLICY =
            "default-src 'none'; style-src '" + digest(STYLE) + "'; script-src '" + digest(SCRIPT)
                    + "'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Texts texts;
    private final StringBuilder html = new StringBuilder(16 << 10);

    private StatusPage(Texts texts) {
        this.texts = texts;
    }

    /**
     * The list.
     *
     * @param texts the language
     * @param status what there is
     * @param choice what of it is shown
     * @param proof goes with what the page's buttons ask for
     * @return a page
     */
    public static String list(Texts texts, Status status, Choice choice, String proof) {
        StatusPage page = new StatusPage(texts);
        page.begin();
        page.html.append("<form id=\"act\" method=\"post\">");
        page.hidden("proof", proof);
        page.html.append("</form><header><h1>");
        page.say("title");
        page.html.append("</h1><p class=\"quiet\" data-live=\"subtitle\">");
        page.escaped(texts.text(
                "subtitle", Texts.number(status.nodes().size()), status.at().truncatedTo(ChronoUnit.SECONDS)));
        page.html.append("</p><p id=\"state\" class=\"bad\" role=\"status\" data-failed=\"");
        page.say("refreshFailed");
        page.html.append("\"></p></header>");
        page.totals(status);
        page.nodes(status, choice);
        page.refusals(status);
        page.html
                .append("<dialog id=\"answer\"></dialog><script>")
                .append(SCRIPT)
                .append("</script>");
        return page.end();
    }

    /**
     * A node's traffic.
     *
     * @param texts the language
     * @param traffic what it said
     * @return a page
     */
    public static String traffic(Texts texts, Traffic traffic) {
        StatusPage page = new StatusPage(texts);
        page.begin();
        page.heading(texts.text("traffic", traffic.node()));
        if (!traffic.tag().isEmpty()) {
            page.paragraph(texts.text("tag", traffic.tag()));
        }
        if (traffic.users().isEmpty()) {
            page.paragraph(texts.text("trafficNone"));
        } else {
            page.html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\"><table><thead><tr>");
            for (String column : List.of("user", "upload", "download")) {
                page.html.append("<th scope=\"col\" class=\"number\">");
                page.say(column);
                page.html.append("</th>");
            }
            page.html.append("</tr></thead><tbody>");
            for (Traffic.UserRow user : traffic.users()) {
                page.html.append("<tr>");
                page.number(Long.toString(user.user()));
                page.number(Texts.bytes(user.upload()));
                page.number(Texts.bytes(user.download()));
                page.html.append("</tr>");
            }
            page.html.append("</tbody></table></div>");
        }
        page.back("back");
        return page.end();
    }

    /**
     * Asks whether a node is to be cut off.
     *
     * @param texts the language
     * @param row the node
     * @param proof goes with the answer
     * @return a page
     */
    public static String confirmation(Texts texts, NodeRow row, String proof) {
        StatusPage page = new StatusPage(texts);
        page.begin();
        page.heading(texts.text("expelTitle", row.name() + " (" + row.address() + ")"));
        page.paragraph(texts.text("expelText"));
        page.html.append("<form method=\"post\">");
        page.hidden("proof", proof);
        page.html.append("<p class=\"actions\"><button class=\"bad\" name=\"expelled\" value=\"");
        page.escaped(row.key());
        page.html.append("\">");
        page.say("expel");
        page.html.append("</button> ");
        page.link("cancel");
        page.html.append("</p></form>");
        return page.end();
    }

    /**
     * One sentence.
     *
     * @param texts the language
     * @param sentence what it says
     * @return a page
     */
    public static String message(Texts texts, String sentence) {
        StatusPage page = new StatusPage(texts);
        page.begin();
        page.paragraph(sentence);
        page.back("back");
        return page.end();
    }

    private void begin() {
        html.append("<!DOCTYPE html>\n<html lang=\"")
                .append(texts.language())
                .append("\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
        say("title");
        html.append("</title><link rel=\"icon\" href=\"data:,\"><style>")
                .append(STYLE)
                .append("</style></head><body><main>");
    }

    private String end() {
        return html.append("</main></body></html>\n").toString();
    }

    private void totals(Status status) {
        html.append("<dl class=\"totals\" data-live=\"totals\">");
        status.totals().forEach((name, total) -> {
            html.append("<div><dt>");
            say("total." + name);
            html.append("</dt><dd>");
            boolean isSize = name.startsWith("bytes") || name.equals("pending");
            html.append(isSize ? Texts.bytes(total) : Texts.number(total));
            html.append("</dd></div>");
        });
        html.append("</dl>");
    }

    private void nodes(Status status, Choice choice) {
        List<NodeRow> rows = choice.of(status.nodes());
        html.append("<h2>");
        say("nodes");
        html.append("</h2><form class=\"filter\" method=\"get\"><label for=\"filter\">");
        say("filter");
        html.append("</label> <input type=\"search\" id=\"filter\" name=\"filter\" placeholder=\"");
        say("filterHint");
        html.append("\" value=\"");
        escaped(choice.filter());
        html.append("\">");
        hidden("sort", choice.sort());
        html.append("<button>");
        say("apply");
        html.append("</button></form><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        say("nodes");
        html.append("\"><table><thead data-live=\"head\"><tr>");
        for (Column column : Column.values()) {
            head(column, choice);
        }
        html.append("<th scope=\"col\">");
        say("actions");
        html.append("</th></tr></thead><tbody data-live=\"nodes\">");
        rows.forEach(row -> node(row, status.at()));
        html.append("</tbody></table></div><p class=\"quiet\" data-live=\"none\">");
        if (rows.isEmpty()) {
            say(status.nodes().isEmpty() ? "none" : "noneFound");
        }
        html.append("</p>");
    }

    private void head(Column column, Choice choice) {
        boolean chosen = column == choice.column();
        html.append("<th scope=\"col\"").append(column.isNumber() ? " class=\"number\"" : "");
        if (chosen) {
            html.append(" aria-sort=\"").append(choice.isDescending() ? "descending\"" : "ascending\"");
        }
        html.append("><a data-sort href=\"");
        escaped(choice.query(column));
        html.append("\">");
        say(column.label());
        html.append(chosen ? choice.isDescending() ? " ▼" : " ▲" : "").append("</a></th>");
    }

    private void node(NodeRow row, Instant now) {
        html.append("<tr data-key=\"");
        escaped(row.key());
        html.append("\"><th scope=\"row\">");
        escaped(row.name());
        html.append("</th>");
        cell(row.address());
        number(row.generation() == 0 ? "–" : Integer.toString(row.generation()));
        number(Texts.duration(Duration.between(row.since(), now)));
        number(texts.text("ago", Texts.duration(Duration.between(row.lastMessage(), now))));
        number(Texts.number(row.requests()));
        number(Texts.number(row.errors()));
        number(Texts.bytes(row.bytesIn()));
        number(Texts.bytes(row.bytesOut()));
        number(Texts.number(row.repeated()));
        number(Integer.toString(row.open()));
        html.append("<td>");
        if (row.askable()) {
            button("ask", row.key());
            html.append(' ');
        }
        button("expel", row.key());
        html.append("</td></tr>");
    }

    private void button(String name, String key) {
        html.append("<button form=\"act\" name=\"").append(name).append("\" value=\"");
        escaped(key);
        html.append("\">");
        say(name);
        html.append("</button>");
    }

    private void refusals(Status status) {
        html.append("<h2>");
        say("refusals");
        html.append("</h2><div data-live=\"refusals\">");
        if (status.refusals().isEmpty()) {
            html.append("<p class=\"quiet\">");
            say("noRefusals");
            html.append("</p>");
        } else {
            html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
            say("refusals");
            html.append("\"><table><thead><tr>");
            for (String column : List.of("when", "node", "address", "status", "reason")) {
                html.append("<th scope=\"col\">");
                say(column);
                html.append("</th>");
            }
            html.append("</tr></thead><tbody>");
            status.refusals().forEach(refusal -> refusal(refusal, status.at()));
            html.append("</tbody></table></div>");
        }
        html.append("</div>");
    }

    private void refusal(Refusal refusal, Instant now) {
        html.append("<tr>");
        cell(texts.text("ago", Texts.duration(Duration.between(refusal.at(), now))));
        cell(refusal.node());
        cell(refusal.address());
        cell(Integer.toString(refusal.status()));
        html.append("<td class=\"free\">");
        escaped(refusal.reason());
        html.append("</td></tr>");
    }

    private void heading(String text) {
        html.append("<h1>");
        escaped(text);
        html.append("</h1>");
    }

    private void paragraph(String text) {
        html.append("<p>");
        escaped(text);
        html.append("</p>");
    }

    private void back(String name) {
        html.append("<p class=\"actions\">");
        link(name);
        html.append("</p>");
    }

    private void link(String name) {
        html.append("<a data-close href=\"?\">");
        say(name);
        html.append("</a>");
    }

    private void hidden(String name, String value) {
        html.append("<input type=\"hidden\" name=\"").append(name).append("\" value=\"");
        escaped(value);
        html.append("\">");
    }

    private void cell(String text) {
        html.append("<td>");
        escaped(text);
        html.append("</td>");
    }

    private void number(String text) {
        html.append("<td class=\"number\">");
        escaped(text);
        html.append("</td>");
    }

    private void say(String name) {
        escaped(texts.text(name));
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default ->
                    html.append(c < ' ' || c == 0x7f || Character.isSurrogate(c) && !isPair(text, i) ? '\ufffd' : c);
            }
        }
    }

    private static boolean isPair(String text, int at) {
        int first = Character.isHighSurrogate(text.charAt(at)) ? at : at - 1;
        return first >= 0
                && first + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(first), text.charAt(first + 1));
    }

    private static String resource(String name) {
        try (InputStream in = StatusPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
