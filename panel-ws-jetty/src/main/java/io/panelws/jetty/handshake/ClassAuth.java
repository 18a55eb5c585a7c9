package io.panelws.jetty.handshake;

import io.panelws.jetty.NodeAuthenticator;
import io.panelws.jetty.endpoint.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks the panel's {@link NodeAuthenticator}.
 *
 * @param authenticator the panel's
 */
public record ClassAuth(NodeAuthenticator authenticator) implements HandshakeAuth {

    /**
     * Makes the class that an option names. The filter is started with the web application's loader as the thread's.
     *
     * @param name the class's name
     * @return asks an object of that class
     * @throws IllegalArgumentException when it is not fit
     */
    public static ClassAuth named(String name) {
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
    public Optional<Refused> judge(HttpServletRequest request, Handshake.Seen seen) throws IOException {
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
