package io.panelws.jetty.replay;

import java.util.concurrent.atomic.LongAdder;

/** What {@link JdbcReplayStore.Figures} are made of; the same for all that were made of one store by other settings. */
final class StoreCounts {

    volatile boolean available = true;
    final LongAdder outages = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder local = new LongAdder();
}
