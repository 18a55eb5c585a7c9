package io.panelws.testkit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PollCycleTest {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final String USERS = "{\"users\":[{\"id\":7},{\"id\":8},{\"id\":9},{\"id\":10}]}";

    private final ScriptedLink link = new ScriptedLink(request -> answer(200, "\"" + request + "\"", USERS));

    @Test
    void asksTheSameThreeThingsAgainAndAgain() throws Exception {
        PollCycle cycle = new PollCycle(false, () -> 1);
        ask(cycle, 6);
        assertThat(link.requests())
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly(
                        "GET " + API + "config",
                        "GET " + API + "user",
                        "GET " + API + "alivelist",
                        "GET " + API + "config",
                        "GET " + API + "user",
                        "GET " + API + "alivelist");
    }

    @Test
    void asksWithTheEntityTagOfTheLastAnswerToTheSameQuestion() throws Exception {
        PollCycle cycle = new PollCycle(false, () -> 1);
        ask(cycle, 4);
        assertThat(link.requests().get(0).headers().get("If-None-Match")).containsExactly("");
        assertThat(link.requests().get(2).headers()).doesNotContainKey("If-None-Match");
        assertThat(link.requests().get(3).headers().get("If-None-Match")).containsExactly("\"0\"");

        ScriptedLink unchanged = new ScriptedLink(request -> answer(304, "\"other\"", ""));
        for (int i = 0; i < 5; i++) {
            cycle.next(unchanged);
        }
        assertThat(unchanged.requests().get(0).headers().get("If-None-Match")).containsExactly("\"1\"");
        assertThat(unchanged.requests().get(3).headers().get("If-None-Match")).containsExactly("\"1\"");
    }

    @Test
    void beginsAConnectionWithWhatIsLargeTheFirstTimeAndEndsWithTheFirstError() throws Exception {
        PollCycle cycle = new PollCycle(false, () -> 1);
        cycle.first(link);
        assertThat(link.requests()).extracting(WsRequest::path).containsExactly(API + "config", API + "user");
        ScriptedLink refusing = new ScriptedLink(request -> answer(403, "", ""));
        assertThat(cycle.first(refusing).status()).isEqualTo(403);
        assertThat(refusing.requests()).hasSize(1);
    }

    @Test
    void pushesForTheFirstUsersAndNeverTheSameAmountTwice() throws Exception {
        PollCycle cycle = new PollCycle(true, new AtomicLong()::incrementAndGet);
        ask(cycle, 10);
        assertThat(link.requests().get(3).path()).isEqualTo(API + "push");
        assertThat(text(3)).isEqualTo("{\"7\":[1,0],\"8\":[1,0],\"9\":[1,0]}");
        assertThat(text(8)).isEqualTo("{\"7\":[2,0],\"8\":[2,0],\"9\":[2,0]}");
        assertThat(link.requests().get(4).path()).isEqualTo(API + "alive");
        assertThat(text(4)).startsWith("{\"7\":[\"203.0.113.7\"],\"8\":");
    }

    @Test
    void aSuccessWithoutAUserListIsNoAnswerAndNothingIsPushedThen() throws Exception {
        PollCycle cycle = new PollCycle(true, () -> 1);
        ScriptedLink broken = new ScriptedLink(request -> answer(200, "\"u\"", "<html>"));
        assertThatThrownBy(() -> cycle.first(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("user list");
        cycle.next(broken);
        assertThatThrownBy(() -> cycle.next(broken)).isInstanceOf(IOException.class);
        cycle.next(broken);
        cycle.next(broken);
        assertThat(broken.requests().get(5).body()).asString(UTF_8).isEqualTo("{}");
    }

    private void ask(PollCycle cycle, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            cycle.next(link);
        }
    }

    private static WsResponse answer(int status, String etag, String body) {
        return new WsResponse(WsRequest.NO_ID, status, Map.of("ETag", List.of(etag)), body.getBytes(UTF_8));
    }

    private String text(int request) {
        return new String(link.requests().get(request).body(), UTF_8);
    }
}
