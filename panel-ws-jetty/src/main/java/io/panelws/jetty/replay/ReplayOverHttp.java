package io.panelws.jetty.replay;

import io.panelws.jetty.Observer;
import io.panelws.jetty.RepeatedPost;
import io.panelws.jetty.log.Log;
import io.panelws.jetty.log.LogText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Nothing twice for what nodes send over plain HTTP (P-14): a {@code POST} that repeats one that came as a message is
 * answered from that, and one that is executed here is noted, so that its message, delivered late, is not. And all {@code
 * POST}s of nodes get their key as a request attribute.
 *
 * <p>Requests that name no node, and forms, pass as they are. The body of a node's request is read here only if the store
 * may know the node, or the node has been let in on a WebSocket: not for strangers, up to 1 MiB, and as far as the shared
 * memory goes; else the request is executed unguarded. A store that panels share may know anybody: there strangers are kept
 * out by a filter in front only.
 *
 * <p>This class is thread-safe.
 */
public final class ReplayOverHttp {

    private static final Log LOG = Log.of(ReplayOverHttp.class);

    private final ReplayStore store;
    private final OpenConnections open;
    private final Bytes memory;
    private final Settings settings;
    private final Observer observer;

    /**
     * What can be set.
     *
     * @param window how long an answer in doubt is kept
     * @param timeout how long a repeated request waits for the one that it repeats
     * @param credentialHeaders see {@link ReplayKey#node}
     */
    public record Settings(Duration window, Duration timeout, Collection<String> credentialHeaders) {

        /** Copies what can change. */
        public Settings {
            credentialHeaders = List.copyOf(credentialHeaders);
        }
    }

    /**
     * Makes the part of a filter that looks at plain HTTP.
     *
     * @param store remembers
     * @param open knows the nodes that are there
     * @param memory for bodies
     * @param settings the limits
     * @param observer is told of repetitions
     */
    public ReplayOverHttp(ReplayStore store, OpenConnections open, Bytes memory, Settings settings, Observer observer) {
        this.store = store;
        this.open = open;
        this.memory = memory;
        this.settings = settings;
        this.observer = observer;
    }

    /**
     * Passes a request on, or answers it.
     *
     * @param request neither a handshake nor a message, and not dispatched again
     * @param response its response
     * @param chain what comes behind
     * @throws IOException as the chain does
     * @throws ServletException as the chain does
     */
    public void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> node = request.getMethod().equals("POST") ? nodeOf(request) : Optional.empty();
        if (node.isEmpty() || isForm(request)) {
            chain.doFilter(request, response);
            return;
        }
        KeyedRequest keyed = new KeyedRequest(request, response, memory);
        try {
            guard(node.get(), keyed, response, chain);
        } finally {
            AtEnd.of(request, keyed::release);
        }
    }

    private void guard(String node, KeyedRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<ReplayKey> key = Optional.empty();
        if (store.mayKnow(node) || open.any(node)) {
            key = request.key().map(asked -> new ReplayKey(node, asked));
        }
        if (key.isEmpty() || request.isEmptyReport()) {
            chain.doFilter(request, response);
            return;
        }
        Claim claim = store.claim(key.get(), Arrival.overHttp());
        if (claim instanceof Claim.Execute execute) {
            execute(key.get(), execute.id(), request, response, chain);
        } else if (claim instanceof Claim.Repeats repeats) {
            noteRepetition(request);
            request.release();
            forgetWhatCannotBeLate(node);
            RepeatedAnswer.give(repeats.outcome(), settings.timeout(), request, response);
        } else if (claim instanceof Claim.Unavailable unavailable) {
            request.release();
            RepeatedAnswer.refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, unavailable.sentence());
        } else {
            chain.doFilter(request, response);
        }
    }

    private void execute(
            ReplayKey key, String id, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean failed = true;
        try {
            chain.doFilter(request, response);
            failed = false;
        } finally {
            boolean thrown = failed;
            AtEnd.of(request, () -> ended(key, id, thrown, response.getStatus()));
        }
    }

    /** The answer is not kept: what repeats it over plain HTTP is executed, and of a message nobody reads the answer. */
    private void ended(ReplayKey key, String id, boolean thrown, int status) {
        if (!thrown && Outcome.isRefusal(status)) {
            store.end(key, id, new Outcome.Elsewhere(false), Duration.ZERO);
        } else {
            store.settle(key, id);
            store.end(key, id, new Outcome.Elsewhere(true), settings.window());
            forgetWhatCannotBeLate(key.node());
        }
    }

    private void forgetWhatCannotBeLate(String node) {
        store.forgetSettled(node, open.oldest(node).orElse(Long.MAX_VALUE));
    }

    private Optional<String> nodeOf(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        try {
            return ReplayKey.node(
                    query,
                    name -> Collections.list(request.getHeaders(name)),
                    settings.credentialHeaders(),
                    certificateOf(request));
        } catch (CertificateEncodingException e) {
            LOG.log(Level.DEBUG, "A client's certificate cannot be told from others", e);
            return Optional.empty();
        }
    }

    private void noteRepetition(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request.getQueryString());
        String type = parameters.first("node_type");
        String id = parameters.first("node_id");
        String what = LogText.request(request.getMethod(), request.getRequestURI());
        LOG.log(
                Level.INFO,
                "Node {0} has sent {1} again, over plain HTTP; it is not executed twice",
                LogText.node(type, id, request.getRemoteAddr()),
                what);
        String path = what.substring(what.indexOf(' ') + 1);
        observer.repeated(new RepeatedPost(type, id, request.getRemoteAddr(), path, false));
    }

    private static Optional<byte[]> certificateOf(HttpServletRequest request) throws CertificateEncodingException {
        Object chain = request.getAttribute("jakarta.servlet.request.X509Certificate");
        return chain instanceof X509Certificate[] certificates && certificates.length > 0
                ? Optional.of(certificates[0].getEncoded())
                : Optional.empty();
    }

    /** A form's body is the container's to read, as parameters or parts; nodes send JSON. */
    private static boolean isForm(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/");
    }
}
