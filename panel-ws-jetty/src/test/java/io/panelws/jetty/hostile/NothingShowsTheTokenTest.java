package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.endpoint.Handshake;
import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.rules.HandshakeQuery;
import io.panelws.jetty.rules.HeaderField;
import io.panelws.jetty.rules.QueryParameters;
import io.panelws.jetty.rules.RequestTarget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever logs one of our objects logs no token. */
class NothingShowsTheTokenTest {

    private static final byte[] BYTES = Token.PLAIN.getBytes(StandardCharsets.UTF_8);
    private static final String QUERY = "node_id=1&token=" + Token.ENCODED;
    private static final HeaderField FIELD = new HeaderField("Authorization", "Bearer " + Token.PLAIN);
    private static final Map<String, List<String>> HEADERS = Map.of("Authorization", List.of(Token.PLAIN));

    static Stream<Object> objects() throws Exception {
        Handshake.Address address = new Handshake.Address("127.0.0.1", 1);
        Handshake.Seen seen = new Handshake.Seen(
                "http",
                false,
                new HostPort("panel", 80),
                address,
                address,
                "",
                HandshakeQuery.of(QUERY),
                HttpFields.build().add(FIELD.name(), FIELD.value()),
                Optional.empty());
        Handshake.Origin origin = new Handshake.Origin(new LocalConnector(new Server()), new HttpConfiguration());
        return Stream.of(
                new WsRequest(1, "POST", "/x?token=" + Token.ENCODED, HEADERS, BYTES),
                new WsResponse(1, 200, HEADERS, BYTES),
                seen,
                seen.query(),
                new Handshake(seen, origin, seen.account(List.of()), null),
                RequestTarget.of("/x?a=" + Token.ENCODED, seen.query()),
                FIELD,
                QueryParameters.of(QUERY),
                new Outcome.Answer(200, List.of(new Outcome.Field(FIELD.name(), FIELD.value())), BYTES),
                new ReplayKey(
                        seen.account(List.of()).orElse(""),
                        ReplayKey.request("POST", "/x", QUERY, ByteBuffer.wrap(BYTES))),
                PanelWsOptions.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void inItsText(Object object) {
        assertThat(Token.isIn(object.toString())).as(object.toString()).isFalse();
    }

    @Test
    void andTheTestWouldSeeIt() {
        assertThat(Token.isIn(Token.PLAIN)).isTrue();
        assertThat(Token.isIn(QUERY)).isTrue();
        for (int i = 0; i < 3; i++) {
            byte[] bytes = ("y".repeat(i) + Token.PLAIN + "y").getBytes(StandardCharsets.UTF_8);
            assertThat(Token.isIn(java.util.Base64.getEncoder().encodeToString(bytes)))
                    .isTrue();
        }
        assertThat(Token.isIn("node_id=1")).isFalse();
    }
}
