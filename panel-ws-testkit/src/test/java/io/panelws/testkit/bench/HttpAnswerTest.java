package io.panelws.testkit.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

    @Test
    void readsABodyOfAGivenLengthAndLeavesTheRest() throws IOException {
        ByteArrayInputStream in =
                stream("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nA: 1\r\nA: 2\r\nContent-Length: 2\r\n\r\nhiHTTP");
        HttpAnswer answer = HttpAnswer.read(in);
        assertThat(answer.response().status()).isEqualTo(200);
        assertThat(answer.response().body()).asString().isEqualTo("hi");
        assertThat(answer.response().headers()).containsEntry("A", List.of("1", "2"));
        assertThat(answer.isKept()).isTrue();
        assertThat(in.readAllBytes()).asString().isEqualTo("HTTP");
    }

    @Test
    void readsChunks() throws IOException {
        HttpAnswer answer = HttpAnswer.read(
                stream("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA;x=1\r\n0123456789\r\n1\r\n!\r\n"
                        + "0\r\nTrailer: 1\r\n\r\n"));
        assertThat(answer.response().body()).asString().isEqualTo("0123456789!");
        assertThat(answer.isKept()).isTrue();
    }

    @Test
    void expectsNoBodyAfter304() throws IOException {
        HttpAnswer answer =
                HttpAnswer.read(stream("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nContent-Length: 9\r\n\r\n"));
        assertThat(answer.response().status()).isEqualTo(304);
        assertThat(answer.response().body()).isEmpty();
        assertThat(answer.isKept()).isTrue();
    }

    @Test
    void passesOverWhatComesBeforeTheAnswer() throws IOException {
        assertThat(HttpAnswer.read(stream("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"))
                        .response()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aConnectionIsNotKeptWhereThePanelClosesItOrTheBodyEndsWithIt() throws IOException {
        assertThat(HttpAnswer.read(stream("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                        .isKept())
                .isFalse();
        HttpAnswer toTheEnd = HttpAnswer.read(stream("HTTP/1.1 200 OK\r\n\r\nall"));
        assertThat(toTheEnd.isKept()).isFalse();
        assertThat(toTheEnd.response().body()).asString().isEqualTo("all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
            })
    void whatIsNoAnswerIsAnIoException(String text) {
        assertThatThrownBy(() -> HttpAnswer.read(stream(text))).isInstanceOf(IOException.class);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }
}
