package io.panelws.testkit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A wire log for a reader, who need not read a handshake's header lines again for each connection. Stateless. */
final class WireText {

    private static final Pattern START = Pattern.compile("[<>] .*HTTP/1\\.[01]( .*)?");
    private static final Pattern FIELD = Pattern.compile("[<>] [A-Za-z0-9-]+: .*");
    private static final String ABBREVIATED = "   (further header lines as before)";

    private WireText() {}

    /**
     * Leaves out header lines that stand in the log already: where a head has all those of an earlier one but what differs
     * each time, only what is new is shown.
     */
    static List<String> shortened(List<String> wireLog) {
        List<String> shown = new ArrayList<>();
        List<List<String>> earlier = new ArrayList<>();
        int at = 0;
        while (at < wireLog.size()) {
            String start = wireLog.get(at);
            List<String> fields = fields(wireLog, at);
            List<String> known = earlier.stream()
                    .filter(fields::containsAll)
                    .reduce(List.of(), (longest, each) -> each.size() > longest.size() ? each : longest);
            shown.add(known.isEmpty() ? start : start + ABBREVIATED);
            fields.stream().filter(field -> !known.contains(field)).forEach(shown::add);
            earlier.add(fields.stream().filter(WireText::isConstant).toList());
            at += 1 + fields.size();
        }
        return shown;
    }

    /** The header lines behind a start line, in its direction. */
    private static List<String> fields(List<String> wireLog, int at) {
        String start = wireLog.get(at);
        return START.matcher(start).matches()
                ? wireLog.subList(at + 1, wireLog.size()).stream()
                        .takeWhile(line -> FIELD.matcher(line).matches() && line.charAt(0) == start.charAt(0))
                        .toList()
                : List.of();
    }

    private static boolean isConstant(String field) {
        return !field.matches("(?i). (sec-websocket-(key|accept)|date): .*");
    }
}
