package io.panelws.testkit.books;

import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.panel.TrafficBook;

/**
 * What one node believes about its pushes. Thread-safe.
 *
 * <p>Certain is what the node has got a 2xx for: the panel must have booked it, once. Uncertain is what it has got no
 * answer for, or an error: booked once or not at all.
 */
final class Ledger {

    private TrafficBook certain = TrafficBook.EMPTY;
    private TrafficBook uncertain = TrafficBook.EMPTY;

    synchronized void certain(Traffic traffic) {
        certain = sum(certain, traffic);
    }

    synchronized void uncertain(Traffic traffic) {
        uncertain = sum(uncertain, traffic);
    }

    synchronized TrafficBook certain() {
        return certain;
    }

    synchronized TrafficBook uncertain() {
        return uncertain;
    }

    /** Whether the panel's book holds all that is certain, and nothing that is neither certain nor uncertain. */
    synchronized boolean agreesWith(TrafficBook book) {
        return isBetween(certain.upload(), book.upload(), uncertain.upload())
                && isBetween(certain.download(), book.download(), uncertain.download())
                && isBetween(certain.pushes(), book.pushes(), uncertain.pushes());
    }

    @Override
    public synchronized String toString() {
        return "certain " + certain + ", uncertain " + uncertain;
    }

    private static boolean isBetween(long least, long booked, long more) {
        return least <= booked && booked <= least + more;
    }

    private static TrafficBook sum(TrafficBook book, Traffic traffic) {
        return new TrafficBook(
                book.upload() + traffic.upload(), book.download() + traffic.download(), book.pushes() + 1);
    }
}
