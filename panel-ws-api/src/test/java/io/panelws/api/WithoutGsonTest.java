package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a panel reads and writes does not depend on which Gson its WAR brings: it needs none. */
class WithoutGsonTest {

    @Test
    void aPanelReadsAndWritesWithoutGson() throws Exception {
        assertThat(answerOf(PanelSide.class))
                .isEqualTo("{\"id\":7,\"status\":200,\"headers\":{\"ETag\":[\"a\"]},\"body\":\"e30=\"}"
                        + " The message is not valid JSON. {\"status\":404,\"headers\":{},\"body\":\"\"}"
                        + " {\"method\":\"GET\",\"path\":\"/api/v1/server/UniProxy/traffic/query\"}"
                        + " NodeTraffic[tag=t, users=[]]");
    }

    @Test
    void theClassLoaderOfThisTestHasNoGson() throws Exception {
        assertThat(answerOf(NodeSide.class)).startsWith("com/google/gson/stream/");
    }

    private static String answerOf(Class<? extends Callable<String>> side) throws ReflectiveOperationException {
        try {
            Object copy = new Isolated()
                    .loadClass(side.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return (String) copy.getClass().getMethod("call").invoke(copy);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** Runs within the class loader that has no Gson. */
    public static final class PanelSide implements Callable<String> {

        public PanelSide() {}

        @Override
        public String call() throws WsCodecException {
            WsCodec codec = new WsCodec(WsLimits.DEFAULT);
            WsRequest request = codec.decodeRequest(ByteBuffer.wrap(
                    "{\"id\":7,\"method\":\"POST\",\"path\":\"/\\u00e9\",\"headers\":{\"A\":[\"a\"]},\"body\":\"e30=\"}"
                            .getBytes(StandardCharsets.UTF_8)));
            WsResponseWriter writer = new WsResponseWriter(64);
            writer.begin(request.id(), 200);
            writer.header("ETag", request.headers().get("A"));
            writer.beginBody();
            writer.body(request.bodyBuffer(), Integer.MAX_VALUE);
            writer.end();
            String refusal;
            try {
                refusal = codec.decodeRequest("{\"method\":\"\\ud800\"}").toString();
            } catch (WsCodecException e) {
                refusal = e.getMessage();
            }
            return StandardCharsets.UTF_8.decode(writer.take()) + " " + refusal + " "
                    + codec.encode(new WsResponse(0, 404, Map.of(), new byte[0])) + " "
                    + codec.encode(NodeTraffic.Query.ALL.request()) + " "
                    + NodeTraffic.read(ByteBuffer.wrap("{\"tag\":\"t\"}".getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The other side, which does need Gson. */
    public static final class NodeSide implements Callable<String> {

        public NodeSide() {}

        @Override
        public String call() throws WsCodecException {
            try {
                return new WsCodec(WsLimits.DEFAULT).decodeResponse("{}").toString();
            } catch (NoClassDefFoundError e) {
                return e.getMessage();
            }
        }
    }

    /** Defines the codec and this test anew; beyond them it sees the JDK alone. */
    private static final class Isolated extends ClassLoader {

        Isolated() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = name.startsWith("io.panelws.")
                    ? WithoutGsonTest.class.getResourceAsStream('/' + name.replace('.', '/') + ".class")
                    : null) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
