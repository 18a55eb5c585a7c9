package io.panelws.testkit.bench;

import java.util.Locale;

/** What plots have in common: their size, the grid and its labels. */
final class PlotFrame {

    static final int WIDTH = 900;
    static final int HEIGHT = 380;
    static final int LEFT = 74;
    static final int RIGHT = 866;
    static final int TOP = 34;
    static final int BOTTOM = 330;

    private PlotFrame() {}

    static void horizontalGrid(Svg svg, Scale y, String title) {
        for (double tick : y.ticks()) {
            double at = y.pixel(tick);
            svg.line("grid", LEFT, at, RIGHT, at).label("tick right", LEFT - 8, at + 4, number(tick));
        }
        svg.upwards("axis", 16, (TOP + BOTTOM) / 2.0, title);
    }

    static void bottom(Svg svg, double x, String label) {
        svg.label("tick middle", x, BOTTOM + 18, label);
    }

    static void bottomTitle(Svg svg, String title) {
        svg.label("axis", (LEFT + RIGHT) / 2.0, BOTTOM + 42, title);
    }

    static void legend(Svg svg) {
        svg.line("websocket", LEFT, 16, LEFT + 30, 16).label("tick", LEFT + 38, 20, "WebSocket");
        svg.line("http", LEFT + 130, 16, LEFT + 160, 16).label("tick", LEFT + 168, 20, "HTTP");
    }

    /** Without needless zeros: 0.05, 1, 2.5, 12,000. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%,.6f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
