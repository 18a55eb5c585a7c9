package io.panelws.testkit.report;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A drawing for inside of an HTML page, whose style sheet gives the classes their colours, in light and dark: grid, labels,
 * legend, and lines. By hand, for a few lines and labels: the plotting libraries draw with AWT, which bakes colours in and
 * turns text into outlines. Not thread-safe.
 */
final class Plot {

    private static final int TOP = 34;
    private static final int BELOW = 50;
    private static final int LEFT = 74;
    private static final int MARGIN = 34;

    /** As drawn for screens of different widths, with letters of the same size; the style sheet shows one of them. */
    private enum Size {
        WIDE(900, 380),
        NARROW(400, 300);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private final Size size;
    private final StringBuilder text = new StringBuilder();

    private Plot(Size size, String name, String title, String description) {
        this.size = size;
        String id = name + "-" + style(size);
        text.append(String.format(
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title\""
                        + " aria-describedby=\"%s-text\">\n<title id=\"%s-title\">%s</title>\n"
                        + "<desc id=\"%s-text\">%s</desc>\n",
                style(size), size.width, size.height, id, id, id, Page.escaped(title), id, Page.escaped(description)));
    }

    /** Draws the same for every width. */
    static Page.Markup of(String name, String title, String description, Consumer<Plot> drawing) {
        return new Page.Markup(Stream.of(Size.values())
                .map(size -> {
                    Plot plot = new Plot(size, name, title, description);
                    drawing.accept(plot);
                    return plot.text + "</svg>\n";
                })
                .collect(Collectors.joining()));
    }

    int left() {
        return LEFT;
    }

    int right() {
        return size.width - MARGIN;
    }

    int top() {
        return TOP;
    }

    int bottom() {
        return size.height - BELOW;
    }

    void horizontalGrid(Scale y, String title) {
        for (double tick : y.ticks()) {
            double at = y.pixel(tick);
            line("grid", left(), at, right(), at);
            label("tick right", left() - 8, at + 4, number(tick));
        }
        add(
                "<text class=\"axis\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
                16.0, (top() + bottom()) / 2.0, Page.escaped(title));
    }

    void verticalGrid(double x) {
        line("grid", x, top(), x, bottom());
    }

    void bottomLabel(double x, String label) {
        label("tick middle", x, bottom() + 18, label);
    }

    void bottomTitle(String title) {
        label("axis", (left() + right()) / 2.0, bottom() + 42, title);
    }

    void legend() {
        line("websocket", left(), 16, left() + 30, 16);
        label("tick", left() + 38, 20, "WebSocket");
        line("http", left() + 130, 16, left() + 160, 16);
        label("tick", left() + 168, 20, "HTTP");
    }

    void label(String style, double x, double y, String label) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, Page.escaped(label));
    }

    /** From top to bottom. */
    void band(String style, double from, double to, String title) {
        add(
                "<rect class=\"band %s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>",
                style, from, top(), Math.max(0, to - from), bottom() - top(), Page.escaped(title));
    }

    void path(String style, StringBuilder points) {
        add("<path class=\"%s\" d=\"%s\"/>", style, points);
    }

    static void lineTo(StringBuilder path, double x, double y) {
        path.append(String.format(Locale.ROOT, path.isEmpty() ? "M%.1f %.1f" : "L%.1f %.1f", x, y));
    }

    /** Without needless zeros: 0.05, 1, 2.5, 12,000. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%,.6f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String style(Size size) {
        return size.name().toLowerCase(Locale.ROOT);
    }
}
