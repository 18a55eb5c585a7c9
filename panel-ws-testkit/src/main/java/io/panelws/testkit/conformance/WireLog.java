package io.panelws.testkit.conformance;

import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.Printable;
import java.util.ArrayList;
import java.util.List;

/** Notes what goes over the wire, as text that may be shown. Not thread-safe. */
final class WireLog {

    private static final int SHOWN = 600;
    private static final int LOOKED_AT = 8_192;
    private static final int LONGEST_TOKEN = 1_024;
    private static final int MAX_LINES = 400;

    private final Mask mask;
    private final List<String> lines = new ArrayList<>();

    WireLog(Mask mask) {
        this.mask = mask;
    }

    void sent(String text) {
        add("> ", text);
    }

    void received(String text) {
        add("< ", text);
    }

    void remark(String text) {
        add("- ", text);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Text that may be shown: without the token, without control characters, no longer than a few lines. */
    String shown(String text) {
        boolean cut = text.length() > LOOKED_AT;
        String masked = Printable.of(mask.apply(cut ? text.substring(0, LOOKED_AT) : text));
        // What is left of a token that was cut in two stands at the end.
        int shown = Math.min(SHOWN, cut ? Math.max(0, masked.length() - LONGEST_TOKEN) : masked.length());
        return shown == masked.length()
                ? masked
                : masked.substring(0, shown) + "... (" + text.length() + " characters)";
    }

    private void add(String direction, String text) {
        if (lines.size() == MAX_LINES) {
            lines.add("- and so on");
        } else if (lines.size() < MAX_LINES) {
            lines.add(direction + shown(text));
        }
    }
}
