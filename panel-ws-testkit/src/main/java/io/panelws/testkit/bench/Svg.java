package io.panelws.testkit.bench;

import java.util.Locale;

/**
 * A drawing for inside of an HTML page, whose style sheet gives the classes their colours, in light and dark. By hand, for a
 * few lines and labels: the plotting libraries draw with AWT, which bakes colours in and turns text into outlines. Not
 * thread-safe.
 */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String label) {
        text.append("<svg viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.escaped(label))
                .append("\">\n");
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        return element("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    Svg rect(String style, double x, double y, double width, double height, String title) {
        return element(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
                style, x, y, Math.max(0, width), Math.max(0, height), Html.escaped(title));
    }

    Svg label(String style, double x, double y, String label) {
        return element("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, Html.escaped(label));
    }

    Svg upwards(String style, double x, double y, String label) {
        return element(
                "<text class=\"%s\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
                style, x, y, Html.escaped(label));
    }

    Svg path(String style, StringBuilder points) {
        return element("<path class=\"%s\" d=\"%s\"/>", style, points);
    }

    static void lineTo(StringBuilder path, double x, double y) {
        path.append(String.format(Locale.ROOT, path.isEmpty() ? "M%.1f %.1f" : "L%.1f %.1f", x, y));
    }

    @Override
    public String toString() {
        return text + "</svg>";
    }

    private Svg element(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }
}
