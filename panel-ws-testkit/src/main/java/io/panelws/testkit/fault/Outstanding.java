package io.panelws.testkit.fault;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests of one connection that the panel has not answered yet, with the faults that wait for the answers. Answers
 * without an {@code id} come in the order of their requests, the others are found by it (P-8, P-17). Thread-safe.
 */
final class Outstanding {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*([0-9]{1,19})");
    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:");
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:");

    private final Queue<Optional<Fault>> serial = new ArrayDeque<>();
    private final Map<String, Optional<Fault>> numbered = new HashMap<>();

    /** Whether the node asks; else it answers a request of the panel (P-18). What is neither is taken for a request. */
    static boolean isRequest(String message) {
        return METHOD.matcher(message).find() || !STATUS.matcher(message).find();
    }

    synchronized void requested(String message, Optional<Fault> fault) {
        Matcher id = ID.matcher(message);
        if (id.find()) {
            numbered.put(id.group(1), fault);
        } else {
            serial.add(fault);
        }
    }

    /**
     * Finds out whose answer begins here.
     *
     * @param start what has come of the message so far
     * @param whole whether that is all of it
     * @return empty while that is open; else the fault, or none, for it
     */
    synchronized Optional<Optional<Fault>> answered(String start, boolean whole) {
        Matcher id = ID.matcher(start);
        if (id.find()) {
            boolean asks =
                    METHOD.matcher(start).find() && !STATUS.matcher(start).find();
            return Optional.of(asks ? Optional.empty() : found(id.group(1)));
        }
        if (!whole && !numbered.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(serial.poll()).flatMap(fault -> fault));
    }

    private Optional<Fault> found(String id) {
        Optional<Fault> fault = numbered.remove(id);
        return fault == null ? Optional.empty() : fault;
    }
}
