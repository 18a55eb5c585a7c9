package io.panelws.jetty.measure;

import java.lang.management.ManagementFactory;

/** The heap that is reachable. */
final class Heap {

    private Heap() {}

    /** Collects until the figure stands still. */
    static long used() {
        long last = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (now >= last - 10_000) {
                return Math.min(now, last);
            }
            last = now;
        }
        return last;
    }
}
