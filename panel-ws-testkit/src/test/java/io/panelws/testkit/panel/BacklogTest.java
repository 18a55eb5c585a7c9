package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.testkit.node.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog();

    @Test
    void wakesWhoWaits() throws Exception {
        CompletableFuture<RecordedExchange> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return backlog.take(Duration.ofSeconds(10), () -> "none");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        backlog.add(exchange(7, 0));
        assertThat(taken.get(10, TimeUnit.SECONDS).index()).isEqualTo(7);
        assertThat(backlog.all()).isEmpty();
    }

    @Test
    void saysThatExchangesAreGoneInsteadOfLeavingThemOut() {
        for (int i = 1; i <= Backlog.MAX_EXCHANGES; i++) {
            backlog.add(exchange(i, 0));
        }
        assertThat(backlog.all()).hasSize(Backlog.MAX_EXCHANGES);
        backlog.add(exchange(1, 0));
        assertThatThrownBy(backlog::all)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the oldest 1 exchanges are gone");
        assertThatThrownBy(() -> backlog.take(Duration.ZERO, () -> "none")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void boundsTheBytesOfBodiesAsTheyAreKept() {
        int fitting = (int) (Backlog.MAX_BYTES / RecordedBody.LIMIT);
        for (int i = 1; i <= fitting; i++) {
            backlog.add(exchange(i, Long.MAX_VALUE));
        }
        assertThat(backlog.all()).hasSize(fitting);
        backlog.add(exchange(1, Long.MAX_VALUE));
        assertThatThrownBy(backlog::all).isInstanceOf(IllegalStateException.class);
    }

    private static RecordedExchange exchange(int index, long size) {
        RecordedBody body = new RecordedBody(new byte[0], size);
        RecordedBody none = new RecordedBody(new byte[0], 0);
        RecordedRequest request = new RecordedRequest("GET", "/", "", Map.of(), body);
        return new RecordedExchange(1, index, Transport.HTTP, request, new RecordedResponse(200, Map.of(), none));
    }
}
