package io.panelws.testkit.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What to tell a person of a connection that failed, in place of the name of a class. Stateless. */
public final class Reason {

    private Reason() {}

    /**
     * Says why.
     *
     * @param failure of something in this package, or of the JDK's sockets and TLS
     * @return part of a sentence, as {@code nobody listens at 127.0.0.1:1}; in the words of the other side where it said
     *     something, so {@link Mask} it where it is shown
     */
    public static String of(IOException failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        if (failure instanceof UnknownHostException) {
            return "the name " + message.split(":", 2)[0] + " is not known";
        }
        if (failure instanceof SSLException) {
            return ofTls(failure, message);
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route leads there";
        }
        if (failure instanceof SocketTimeoutException) {
            return message.startsWith("Connect") ? "nothing answers there" : "nothing came in time";
        }
        if (failure instanceof SocketException) {
            return ofSocket(message);
        }
        if (message.isEmpty()) {
            return failure instanceof EOFException
                    ? "the other side ended the connection"
                    : failure.getClass().getSimpleName();
        }
        return message;
    }

    /** The same failure with the address in its words: a node has two, and either may be the one that is wrong. */
    static IOException ofDialling(IOException failure, String where) {
        if (failure instanceof ConnectException || failure instanceof SocketTimeoutException) {
            ConnectException told = new ConnectException(of(failure).replace("there", "at " + where));
            told.initCause(failure);
            return told;
        }
        return failure;
    }

    private static String ofSocket(String message) {
        return switch (message) {
            case "Connection refused" -> "nobody listens there";
            case "Connection reset", "Connection reset by peer", "Broken pipe" -> "the other side broke the connection";
            case "Socket closed", "Closed by interrupt" -> "the connection was closed";
            case "Connection timed out" -> "nothing answers there";
            default -> message;
        };
    }

    private static String ofTls(IOException failure, String message) {
        if (causedBy(failure, CertificateExpiredException.class).isPresent()) {
            return "the certificate has expired";
        }
        if (causedBy(failure, CertificateNotYetValidException.class).isPresent()) {
            return "the certificate is not valid yet";
        }
        if (causedBy(failure, CertPathBuilderException.class).isPresent()) {
            return "the certificate is not trusted: name the authority that has signed it (--cacert, Tls.trusting)";
        }
        Optional<CertificateException> certificate = causedBy(failure, CertificateException.class);
        if (certificate.isPresent()) {
            return "the certificate is not for this name: " + certificate.get().getMessage();
        }
        if (causedBy(failure, EOFException.class).isPresent()) {
            return "the other side ended the connection in the TLS handshake";
        }
        return message.startsWith("Unsupported or unrecognized")
                ? "what answers does not speak TLS"
                : "TLS failed: " + message;
    }

    private static <T> Optional<T> causedBy(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
