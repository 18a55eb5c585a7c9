package io.panelws.testkit.panel;

import io.panelws.testkit.node.Traffic;

/**
 * One user's bill. The count of pushes shows what the sums hide: a push that was executed twice.
 *
 * @param upload bytes in all, at most {@link Long#MAX_VALUE}
 * @param download bytes in all, at most {@link Long#MAX_VALUE}
 * @param pushes how many pushes had an entry for this user
 */
public record TrafficBook(long upload, long download, int pushes) {

    /** The bill of a user for whom nothing was pushed. */
    public static final TrafficBook EMPTY = new TrafficBook(0, 0, 0);

    TrafficBook add(Traffic traffic) {
        return new TrafficBook(
                sum(upload, traffic.upload()), sum(download, traffic.download()), Math.addExact(pushes, 1));
    }

    private static long sum(long a, long b) {
        return Long.MAX_VALUE - a < b ? Long.MAX_VALUE : a + b;
    }
}
