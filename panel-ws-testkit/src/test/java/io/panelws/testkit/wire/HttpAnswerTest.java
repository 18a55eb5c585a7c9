package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112, 6 and 7. */
class HttpAnswerTest {

    @Test
    void readsABodyOfAGivenLengthAndLeavesTheRest() throws IOException {
        ByteArrayInputStream in =
                stream("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nA: 1\r\nA: 2\r\nContent-Length: 2\r\n\r\nhiHTTP");
        HttpAnswer answer = HttpAnswer.read(in, "GET");
        assertThat(answer.head().status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("hi");
        assertThat(answer.response().headers()).containsEntry("A", List.of("1", "2"));
        assertThat(answer.isKept("GET")).isTrue();
        assertThat(in.readAllBytes()).asString().isEqualTo("HTTP");
    }

    @Test
    void readsChunksUpToTheirTrailer() throws IOException {
        ByteArrayInputStream in = stream("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 3\r\n\r\n"
                + "A;x=1\r\n0123456789\r\n1\r\n!\r\n0\r\nTrailer: 1\r\n\r\nHTTP");
        HttpAnswer answer = HttpAnswer.read(in, "GET");
        assertThat(answer.text()).isEqualTo("0123456789!");
        assertThat(answer.isKept("GET")).isTrue();
        assertThat(in.readAllBytes()).asString().isEqualTo("HTTP");
    }

    @Test
    void readsToTheEndWhereThereIsNoLength() throws IOException {
        HttpAnswer answer = read("HTTP/1.1 200 OK\r\n\r\nall");
        assertThat(answer.text()).isEqualTo("all");
        assertThat(answer.isKept("GET")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"304, GET", "204, GET", "200, HEAD"})
    void expectsNoBodyWhereThereIsNone(int status, String method) throws IOException {
        ByteArrayInputStream in = stream("HTTP/1.1 " + status + " X\r\nContent-Length: 9\r\n\r\nHTTP");
        HttpAnswer answer = HttpAnswer.read(in, method);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.isKept(method)).isTrue();
        assertThat(in.readAllBytes()).asString().isEqualTo("HTTP");
    }

    @Test
    void passesOverWhatComesBeforeTheAnswer() throws IOException {
        assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                + "HTTP/1.1 204 No Content\r\n\r\n")
                        .head()
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: keep-alive, Close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
            })
    void isNotKeptWhereThePanelClosesTheConnection(String text) throws IOException {
        assertThat(read(text).isKept("GET")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nhi!",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi!",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi!!0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n",
            })
    void whatIsNoAnswerIsAnIoException(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void takesTheSameLengthTwiceForOne() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\ncontent-length: 2\r\n\r\nhi")
                        .text())
                .isEqualTo("hi");
    }

    @Test
    void readsNoHeadThatDoesNotEnd() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "A: 1\r\n".repeat(20_000)))
                .hasMessage("the head of a message does not end");
    }

    private static HttpAnswer read(String text) throws IOException {
        return HttpAnswer.read(stream(text), "GET");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
