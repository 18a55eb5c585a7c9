package io.panelws.jetty.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.jetty.dispatch.Handshake;
import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.rules.RequestHeaders;
import io.panelws.jetty.rules.UrlPatterns;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A container that has no thread to give, for a moment or for good. */
class NoThreadLeftTest {

    private final ScriptedDispatcher dispatcher = new ScriptedDispatcher();
    private final MessageBudget budget = new MessageBudget(1000);
    private final List<String> sent = new ArrayList<>();
    private final Session session = session();

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Session session() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            sent.add(arguments[0].toString());
            ((SendHandler) arguments[1]).onResult(new SendResult());
            return null;
        });
        return proxy(Session.class, (self, method, arguments) -> switch (method.getName()) {
            case "getAsyncRemote" -> remote;
            case "close" ->
                sent.add("close " + ((CloseReason) arguments[0]).getCloseCode().getCode());
            default -> null;
        });
    }

    private NodeConnection connection(Optional<ReplayGuard> guard) {
        Duration second = Duration.ofSeconds(1);
        Mount mount = new Mount(
                dispatcher,
                new WsCodec(WsLimits.DEFAULT),
                new UrlPatterns(List.of("/*")),
                new RequestHeaders(List.of(), List.of()),
                Set.of("GET", "POST"),
                guard,
                budget,
                new Mount.Limits(1000, 1000, 2, 2, second, second, second),
                Clock.systemUTC());
        Handshake.Address nobody = new Handshake.Address("127.0.0.1", 0);
        Handshake handshake = new Handshake("http", false, "panel", 80, nobody, nobody, "", "", List.of(), Map.of());
        NodeConnection connection = new NodeConnection(
                mount,
                handshake,
                dispatcher.currentTransport(),
                proxy(Siblings.class, (self, method, arguments) -> null));
        connection.opened(session);
        return connection;
    }

    @Test
    void closesTheConnectionInPlaceOfLeavingAMessageWithoutAnAnswer() {
        dispatcher.hasThreads = false;
        connection(Optional.empty()).received("{\"method\":\"GET\",\"path\":\"/\"}", true);
        assertThat(sent).containsExactly("close 1013");
        assertThat(budget.used()).isZero();
    }

    @Test
    void answersAfterTheDeadlineAsSoonAsThereIsOne() {
        connection(Optional.empty()).received("{\"method\":\"GET\",\"path\":\"/\"}", true);
        dispatcher.hasThreads = false;
        dispatcher.endNextTimer();
        assertThat(sent).isEmpty();
        dispatcher.hasThreads = true;
        dispatcher.endNextTimer();
        assertThat(sent).hasSize(1).first().asString().contains("\"status\":504");
        assertThat(budget.used()).isZero();
    }

    @Test
    void letsTheNextInLineSend() {
        Outbound outbound = new Outbound(session, dispatcher, Duration.ofSeconds(1), dispatcher.currentTransport());
        outbound.takeTurn(() -> sent.add("first"));
        outbound.takeTurn(() -> sent.add("second"));
        dispatcher.hasThreads = false;
        outbound.endTurn();
        assertThat(sent).containsExactly("first", "second");
    }

    @Test
    void doesNotEndTheRoundsOfPings() {
        KeepAlive keepAlive = new KeepAlive(dispatcher, List::of, Duration.ofSeconds(1), Duration.ofSeconds(10));
        keepAlive.start();
        dispatcher.hasThreads = false;
        dispatcher.endNextTimer();
        assertThat(dispatcher.timers()).isEqualTo(1);
    }

    @Test
    void aStoreThatFailsIsAnswered500AndNotWithSilence() {
        ReplayStore broken = proxy(ReplayStore.class, (self, method, arguments) -> {
            throw new IllegalStateException("the database is down");
        });
        Duration second = Duration.ofSeconds(1);
        connection(Optional.of(new ReplayGuard(broken, second, second, 100)))
                .received("{\"method\":\"POST\",\"path\":\"/\"}", true);
        assertThat(sent).hasSize(1).first().asString().contains("\"status\":500");
        assertThat(sent.get(0)).doesNotContain("database");
        assertThat(budget.used()).isZero();
    }
}
