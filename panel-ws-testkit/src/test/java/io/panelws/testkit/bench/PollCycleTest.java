package io.panelws.testkit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollCycleTest {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final String USERS = "{\"users\":[{\"id\":7},{\"id\":8},{\"id\":9},{\"id\":10}]}";

    @Test
    void asksTheSameThreeThingsAgainAndAgain() {
        PollCycle cycle = new PollCycle(false, () -> 1);
        assertThat(Stream.generate(cycle::next).limit(6))
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
    void asksWithTheEntityTagOfTheLastAnswerToTheSameQuestion() {
        PollCycle cycle = new PollCycle(false, () -> 1);
        WsRequest config = cycle.next();
        assertThat(config.headers().get("If-None-Match")).containsExactly("");
        answer(cycle, config, 200, "\"c\"", "{}");
        answer(cycle, cycle.next(), 200, "\"u\"", USERS);
        assertThat(cycle.next().headers()).doesNotContainKey("If-None-Match");

        WsRequest again = cycle.next();
        assertThat(again.headers().get("If-None-Match")).containsExactly("\"c\"");
        answer(cycle, again, 304, "\"other\"", "");
        assertThat(cycle.next().headers().get("If-None-Match")).containsExactly("\"u\"");
    }

    @Test
    void pushesForTheFirstUsersAndNeverTheSameAmountTwice() {
        PollCycle cycle = new PollCycle(true, new AtomicLong()::incrementAndGet);
        answer(cycle, cycle.first().get(1), 200, "\"u\"", USERS);
        List<WsRequest> requests = Stream.generate(cycle::next).limit(10).toList();
        assertThat(requests.get(3).path()).isEqualTo(API + "push");
        assertThat(text(requests.get(3))).isEqualTo("{\"7\":[1,0],\"8\":[1,0],\"9\":[1,0]}");
        assertThat(text(requests.get(8))).isEqualTo("{\"7\":[2,0],\"8\":[2,0],\"9\":[2,0]}");
        assertThat(requests.get(4).path()).isEqualTo(API + "alive");
        assertThat(text(requests.get(4))).startsWith("{\"7\":[\"203.0.113.7\"],\"8\":");
    }

    @Test
    void pushesNothingWhereThereIsNoUserList() {
        PollCycle cycle = new PollCycle(true, () -> 1);
        answer(cycle, cycle.first().get(1), 200, "\"u\"", "<html>");
        assertThat(Stream.generate(cycle::next).limit(4).map(PollCycleTest::text))
                .last()
                .isEqualTo("{}");
    }

    private static void answer(PollCycle cycle, WsRequest request, int status, String etag, String body) {
        Map<String, List<String>> headers = Map.of("ETag", List.of(etag));
        WsResponse response = new WsResponse(WsRequest.NO_ID, status, headers, body.getBytes(UTF_8));
        cycle.answered(ScriptedLink.exchange(request, response));
    }

    private static String text(WsRequest request) {
        return new String(request.body(), UTF_8);
    }
}
