package io.panelws.api.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.gson.Gson;
import io.panelws.api.WsResponseWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A small answer and a user list of 9 MB; the list in pieces of 32 KiB where the writer can. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {

    private static final int PIECE = 32 << 10;

    @Param({"13", "9000000"})
    int bytes;

    private final Gson gson = new Gson();
    private final JsonFactory jackson = new JsonFactory();
    private final Map<String, List<String>> headers =
            Map.of("Content-Type", List.of("application/json"), "ETag", List.of("\"0123456789abcdef\""));
    private byte[] body;
    private ByteBuffer direct;

    @Setup
    public void make() {
        body = new byte[bytes];
        new Random(1).nextBytes(body);
        direct = ByteBuffer.allocateDirect(bytes).put(body).flip();
    }

    @Benchmark
    public void panelws(Blackhole sent) {
        write(ByteBuffer.wrap(body), sent);
    }

    @Benchmark
    public void panelwsFromDirectMemory(Blackhole sent) {
        write(direct.duplicate(), sent);
    }

    private void write(ByteBuffer content, Blackhole sent) {
        WsResponseWriter writer = new WsResponseWriter(512);
        writer.begin(7, 200);
        headers.forEach(writer::header);
        writer.beginBody();
        writer.body(content, PIECE);
        while (content.hasRemaining()) {
            sent.consume(writer.take());
            writer.body(content, PIECE);
        }
        writer.end();
        sent.consume(writer.take());
    }

    /** What nothing goes below: the JDK's base64 of a piece, and one copy of it to where it is sent from. */
    @Benchmark
    public void floor(Blackhole sent) {
        byte[] out = new byte[PIECE];
        for (int at = 0; at < body.length; at += PIECE / 4 * 3) {
            ByteBuffer piece =
                    Base64.getEncoder().encode(ByteBuffer.wrap(body, at, Math.min(PIECE / 4 * 3, body.length - at)));
            System.arraycopy(piece.array(), 0, out, 0, piece.limit());
            sent.consume(out);
        }
    }

    @Benchmark
    public Object gsonByReflection() {
        Message message = new Message(7, 200, headers, Base64.getEncoder().encodeToString(body));
        return gson.toJson(message).getBytes(StandardCharsets.UTF_8);
    }

    record Message(long id, int status, Map<String, List<String>> headers, String body) {}

    @Benchmark
    public void jacksonStreaming(Blackhole sent) throws IOException {
        OutputStream out = new ByteArrayOutputStream(bytes / 3 * 4 + 512);
        try (JsonGenerator json = jackson.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("id", 7);
            json.writeNumberField("status", 200);
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                json.writeArrayFieldStart(header.getKey());
                for (String value : header.getValue()) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeBinaryField("body", body);
            json.writeEndObject();
        }
        sent.consume(out);
    }
}
