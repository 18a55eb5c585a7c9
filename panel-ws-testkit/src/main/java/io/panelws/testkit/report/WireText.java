package io.panelws.testkit.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A wire log for a reader: header lines that have been there before are left out, a handshake's for one. Stateless. */
final class WireText {

    private static final Pattern START = Pattern.compile("[<>] .*HTTP/1\\.[01]( .*)?");
    private static final Pattern FIELD = Pattern.compile("[<>] [A-Za-z0-9-]+: .*");
    private static final Pattern DIFFERS_EACH_TIME = Pattern.compile("(?i). (Sec-WebSocket-(Key|Accept)|Date): .*");

    private WireText() {}

    static List<String> shortened(List<String> wireLog) {
        List<String> shown = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        int at = 0;
        while (at < wireLog.size()) {
            int next = at + 1;
            if (START.matcher(wireLog.get(at)).matches()) {
                while (next < wireLog.size()
                        && FIELD.matcher(wireLog.get(next)).matches()
                        && wireLog.get(next).charAt(0) == wireLog.get(at).charAt(0)) {
                    next++;
                }
            }
            List<String> fields = wireLog.subList(at + 1, next);
            List<String> constant = fields.stream()
                    .filter(field -> !DIFFERS_EACH_TIME.matcher(field).matches())
                    .toList();
            boolean isNew = fields.isEmpty() || seen.add(constant);
            shown.add(isNew ? wireLog.get(at) : wireLog.get(at) + "   (and the header lines that were sent before)");
            if (isNew) {
                shown.addAll(fields);
            }
            at = next;
        }
        return shown;
    }
}
