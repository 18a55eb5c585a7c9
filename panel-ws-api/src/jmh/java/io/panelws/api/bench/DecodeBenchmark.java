package io.panelws.api.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.gson.Gson;
import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
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

/** A small poll and a push of 4 kB, from the bytes of the message to its method, path, headers and body. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

    @Param({"get", "push"})
    String message;

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);
    private final Gson gson = new Gson();
    private final JsonFactory jackson = new JsonFactory();
    private byte[] utf8;
    private byte[] base64;

    @Setup
    public void encode() {
        byte[] body = new byte[message.equals("get") ? 0 : 4096];
        new Random(1).nextBytes(body);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Accept", List.of("application/json"));
        headers.put("If-None-Match", List.of("\"0123456789abcdef\""));
        WsRequest request = new WsRequest(
                message.equals("get") ? "GET" : "POST", "/api/v1/server/UniProxy/" + message, headers, body);
        utf8 = codec.encode(request).getBytes(StandardCharsets.UTF_8);
        base64 = Base64.getEncoder().encode(body);
    }

    @Benchmark
    public Object panelws() throws WsCodecException {
        return codec.decodeRequest(ByteBuffer.wrap(utf8));
    }

    /** As long as the message is a string, which it must become first. */
    @Benchmark
    public Object panelwsFromString() throws WsCodecException {
        return codec.decodeRequest(new String(utf8, StandardCharsets.UTF_8));
    }

    /** What nothing goes below: the head is copied once, the body decoded. */
    @Benchmark
    public Object floor() {
        byte[] head = Arrays.copyOf(utf8, utf8.length - base64.length);
        return new Object[] {head, Base64.getDecoder().decode(base64)};
    }

    @Benchmark
    public Object gsonByReflection() {
        Message read = gson.fromJson(new String(utf8, StandardCharsets.UTF_8), Message.class);
        return new Object[] {
            read, read.body == null ? null : Base64.getDecoder().decode(read.body)
        };
    }

    static final class Message {
        long id;
        String method;
        String path;
        Map<String, List<String>> headers;
        String body;
    }

    @Benchmark
    public Object jacksonStreaming() throws IOException {
        String method = null;
        String path = null;
        Map<String, List<String>> headers = null;
        byte[] body = null;
        long id = 0;
        try (JsonParser json = jackson.createParser(utf8)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "id" -> id = json.getLongValue();
                    case "method" -> method = json.getText();
                    case "path" -> path = json.getText();
                    case "body" -> body = json.getBinaryValue();
                    case "headers" -> headers = headers(json);
                    default -> json.skipChildren();
                }
            }
        }
        return new Object[] {id, method, path, headers, body};
    }

    private static Map<String, List<String>> headers(JsonParser json) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            List<String> values = new ArrayList<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                values.add(json.getText());
            }
            headers.put(name, values);
        }
        return headers;
    }
}
