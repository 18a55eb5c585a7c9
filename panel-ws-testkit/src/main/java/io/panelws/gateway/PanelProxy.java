package io.panelws.gateway;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.log.LogText;
import io.panelws.jetty.rules.RequestHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Jetty's reverse proxy, made to change nothing: the panel sees the request as from the node, and the node the answer as
 * from the panel. Only who the node is, the panel is told, and what the node says of that, it is not.
 */
final class PanelProxy extends AsyncProxyServlet {

    private static final long serialVersionUID = 1;

    /** Below Apache's 5 s, the shortest of the usual ones: a connection is not used when the panel is about to end it. */
    private static final int KEPT_MILLIS = 4_000;

    /** How many requests wait for a connection to the panel, at least. */
    static final int MIN_WAITING = 1024;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int MAX_HEADERS = 64 << 10;

    /** These have connections of their own, so that whoever is slow keeps none from the nodes. */
    private static final String UPLOADS = "uploads";

    /** Of those that a proxy may vouch for or repeat, these are a client's own. */
    private static final Set<String> OWN = Set.of("authorization", "cookie", "host", "user-agent");

    private final transient GatewayOptions.Panel panel;
    private final transient Optional<KeyStore> trusted;
    private final transient boolean behindProxy;
    private final transient Optional<GatewayMetrics> metrics;
    private final transient URI origin;
    private final transient RequestHeaders rules = new RequestHeaders(List.of(), List.of());
    private final transient Outage outage = new Outage();

    PanelProxy(
            GatewayOptions.Panel panel,
            Optional<KeyStore> trusted,
            boolean behindProxy,
            Optional<GatewayMetrics> metrics) {
        this.panel = panel;
        this.trusted = trusted;
        this.behindProxy = behindProxy;
        this.metrics = metrics;
        this.origin = panel.url().resolve("/");
    }

    @Override
    protected HttpClient newHttpClient() {
        ClientConnector connector = newClientConnector();
        SslContextFactory.Client tls = new SslContextFactory.Client();
        trusted.ifPresent(tls::setTrustStore);
        connector.setSslContextFactory(tls);
        connector.setSelectors(1);
        HttpClientTransportOverHTTP http = new HttpClientTransportOverHTTP(connector);
        http.setHeaderCacheCaseSensitive(true);
        HttpClient client = new HttpClient(http);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setMaxRequestsQueuedPerDestination(Math.max(panel.maxConnections(), MIN_WAITING));
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setMaxRequestHeadersSize(MAX_HEADERS);
        client.setMaxResponseHeadersSize(MAX_HEADERS);
        metrics.ifPresent(figures -> figures.watch(client));
        return client;
    }

    /** What Jetty's servlet reads when it makes its client; a total timeout of 0 is none. */
    Map<String, String> initParameters() {
        return Map.of(
                "maxConnections", "" + panel.maxConnections(),
                "idleTimeout", "" + KEPT_MILLIS,
                "timeout", "0");
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        return panel.prefix() + request.getRequestURI();
    }

    /** Whether anybody could let the panel wait for the rest of its body; a message is there as a whole. */
    private static boolean isUpload(HttpServletRequest request) {
        return request.getAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE) == null
                && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null);
    }

    @Override
    protected Request newProxyRequest(HttpServletRequest request, String path) {
        Request toPanel = new PanelRequest(getHttpClient(), origin, path, request.getQueryString())
                .method(request.getMethod())
                .attribute(CLIENT_REQUEST_ATTRIBUTE, request)
                .tag(isUpload(request) ? UPLOADS : null)
                .idleTimeout(panel.timeout().toMillis(), TimeUnit.MILLISECONDS);
        // A total timeout would end what is being sent. This one ends with the first byte of the answer.
        Scheduler.Task slow = getHttpClient()
                .getScheduler()
                .schedule(
                        () -> toPanel.abort(new TimeoutException("no answer within " + panel.timeout())),
                        panel.timeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        toPanel.onResponseBegin(response -> slow.cancel());
        long begun = System.nanoTime();
        toPanel.onComplete(result -> {
            slow.cancel();
            metrics.ifPresent(figures -> figures.answered(
                    result.isSucceeded() ? result.getResponse().getStatus() : 0,
                    Duration.ofNanos(System.nanoTime() - begun)));
        });
        return toPanel;
    }

    /** The gateway says itself that it wants the body, as nginx does: not all panels would. */
    @Override
    protected boolean expects100Continue(HttpServletRequest request) {
        return false;
    }

    @Override
    protected void copyRequestHeaders(HttpServletRequest request, Request toPanel) {
        super.copyRequestHeaders(request, toPanel);
        toPanel.headers(headers -> {
            if (!behindProxy) {
                List.copyOf(headers.getFieldNamesCollection()).stream()
                        .filter(this::isVouchedFor)
                        .forEach(headers::remove);
            }
            String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
            headers.remove(HttpHeader.EXPECT);
            headers.put(HttpHeader.HOST, panel.host().orElse(host));
            headers.put(HttpHeader.X_FORWARDED_FOR, request.getRemoteAddr());
            headers.put(HttpHeader.X_FORWARDED_PROTO, request.getScheme());
            headers.put(HttpHeader.X_FORWARDED_HOST, host);
            panel.keyHeader().ifPresent(name -> {
                headers.remove(name);
                if (request.getAttribute(PanelWsFilter.REQUEST_KEY_ATTRIBUTE) instanceof String key) {
                    headers.put(name, key);
                }
            });
        });
    }

    private boolean isVouchedFor(String name) {
        return rules.keepsFromHandshake(name) && !OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** As Jetty's, but that what has no type is not given one. */
    @Override
    protected Request.Content proxyRequestContent(
            HttpServletRequest request, HttpServletResponse response, Request toPanel) throws IOException {
        AsyncRequestContent content = new AsyncRequestContent(request.getContentType());
        request.getInputStream().setReadListener(newReadListener(request, response, toPanel, content));
        return content;
    }

    /** Neither {@code Via} nor {@code Forwarded}: the panel sees a node. */
    @Override
    protected void addProxyHeaders(HttpServletRequest request, Request toPanel) {}

    /** Past the servlet API, which spells a {@code Content-Type} in its own way. */
    @Override
    protected void onServerResponseHeaders(
            HttpServletRequest request, HttpServletResponse response, Response fromPanel) {
        outage.answered();
        HttpFields.Mutable headers = ServletContextResponse.getServletContextResponse(response)
                .getWrapped()
                .getHeaders();
        Set<String> hop = Set.copyOf(fromPanel.getHeaders().getCSV(HttpHeader.CONNECTION, false).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList());
        for (HttpField field : fromPanel.getHeaders()) {
            if (!HOP_HEADERS.contains(field.getLowerCaseName()) && !hop.contains(field.getLowerCaseName())) {
                headers.add(field);
            }
        }
    }

    @Override
    protected void onProxyResponseFailure(
            HttpServletRequest request, HttpServletResponse response, Response fromPanel, Throwable failure) {
        int status = statusFor(failure);
        boolean begun = response.isCommitted();
        outage.failed(
                LogText.request(request.getMethod(), request.getRequestURI()),
                begun ? "a part of an answer" : "" + status,
                failure);
        if (begun) {
            super.onProxyResponseFailure(request, response, fromPanel, failure);
            return;
        }
        response.reset();
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        byte[] sentence = (sentenceFor(status) + "\n").getBytes(StandardCharsets.UTF_8);
        response.setContentLength(sentence.length);
        try {
            // Fits into the buffer of the response, so that nothing blocks.
            response.getOutputStream().write(sentence);
        } catch (IOException | IllegalStateException e) {
            _log.debug("nobody is there to be told", e);
        }
        request.getAsyncContext().complete();
    }

    private static int statusFor(Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        return failure instanceof TimeoutException
                ? HttpServletResponse.SC_GATEWAY_TIMEOUT
                : HttpServletResponse.SC_BAD_GATEWAY;
    }

    private static String sentenceFor(int status) {
        return switch (status) {
            case HttpServletResponse.SC_GATEWAY_TIMEOUT -> "The panel did not answer the gateway in time.";
            case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> "The gateway has too many requests for the panel.";
            default -> "The gateway cannot reach the panel, or got no whole answer from it.";
        };
    }
}
