package io.panelws.jetty.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.replay.MemoryReplayStore;
import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.replay.ReplayStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtsTest {

    private final MemoryReplayStore store = new MemoryReplayStore(() -> Instant.EPOCH);
    private final Duration window = Duration.ofSeconds(30);
    private final Doubts doubts = new Doubts(new ReplayGuard(store, window, window, 100));

    private ReplayGuard.Doubt doubt(int number) {
        ReplayKey key = new ReplayKey("scope", "body" + number);
        ReplayStore.Claim claim = store.claim(key, "owner", "1", window);
        store.end(key, claim.id(), new Outcome.Answer(200, List.of(), new byte[0]), window);
        return new ReplayGuard.Doubt(key, claim.id());
    }

    @Test
    void remembersNoMoreThanSomeForANodeThatAnswersNoPing() {
        ByteBuffer last = ByteBuffer.allocate(0);
        for (int i = 0; i < 1000; i++) {
            last = doubts.answeredConcurrently(doubt(i));
        }
        doubts.pongReceived(last);
        assertThat(store.size()).isEqualTo(1000 - 256);
    }

    @Test
    void believesNoPongToAPingThatWasNotSent() {
        doubts.answeredConcurrently(doubt(1));
        doubts.pongReceived(ByteBuffer.allocate(8).putLong(Long.MAX_VALUE).flip());
        doubts.pongReceived(ByteBuffer.allocate(8).putLong(-1).flip());
        doubts.pongReceived(ByteBuffer.allocate(3));
        assertThat(store.size()).isEqualTo(1);
    }
}
