package io.panelws.testkit.fault;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a proxy did, by {@link Fault#kind()}. This class is thread-safe. */
final class FaultCounts {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(Fault fault) {
        counts.computeIfAbsent(fault.kind(), kind -> new LongAdder()).increment();
    }

    Map<String, Long> copy() {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((kind, count) -> copy.put(kind, count.sum()));
        return Collections.unmodifiableMap(copy);
    }
}
