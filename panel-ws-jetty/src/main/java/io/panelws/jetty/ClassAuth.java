package io.panelws.jetty;

import io.panelws.jetty.dispatch.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the panel's {@link NodeAuthenticator}. */
record ClassAuth(NodeAuthenticator authenticator) implements HandshakeAuth {

    /** The filter is started with the web application's loader as the thread's. */
    static ClassAuth named(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return new ClassAuth((NodeAuthenticator)
                    Class.forName(name, true, loader).getConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IllegalArgumentException(
                    "handshakeAuth names the class " + name + ", which is not a " + NodeAuthenticator.class.getName()
                            + " with a public constructor without parameters: " + e,
                    e);
        }
    }

    @Override
    public Optional<Refused> judge(HttpServletRequest request, Handshake handshake) throws IOException {
        try {
            return authenticator.authenticate(request).map(ClassAuth::refused);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the panel's NodeAuthenticator failed", e);
        }
    }

    private static Refused refused(NodeAuthenticator.Refusal refusal) {
        byte[] body = (refusal.sentence() + "\n").getBytes(StandardCharsets.UTF_8);
        return new Refused(refusal.status(), Optional.of("text/plain;charset=utf-8"), body);
    }
}
