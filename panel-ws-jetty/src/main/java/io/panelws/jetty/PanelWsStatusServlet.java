package io.panelws.jetty;

import io.panelws.api.NodeTraffic;
import io.panelws.jetty.status.Choice;
import io.panelws.jetty.status.Status;
import io.panelws.jetty.status.Status.NodeRow;
import io.panelws.jetty.status.Status.Traffic;
import io.panelws.jetty.status.StatusJson;
import io.panelws.jetty.status.StatusPage;
import io.panelws.jetty.status.Texts;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A page that shows the connected nodes, and by which they are asked for their traffic and cut off; the same as JSON for
 * {@code Accept: application/json}. The panel maps it where it wants, guarded as its admin pages are:
 *
 * <pre>{@code
 * <servlet>
 *   <servlet-name>nodes</servlet-name>
 *   <servlet-class>io.panelws.jetty.PanelWsStatusServlet</servlet-class>
 * </servlet>
 * <servlet-mapping>
 *   <servlet-name>nodes</servlet-name>
 *   <url-pattern>/admin/nodes</url-pattern>
 * </servlet-mapping>
 * }</pre>
 *
 * <p>It serves requests that have a principal, and no others: 403, unless the init-param {@value #ALLOW_UNAUTHENTICATED} is
 * {@code true}, for panels that guard it in a way that the container does not see. A message of a node gets 404. What cuts a
 * node off needs a proof that was in the page, and comes from the same origin.
 *
 * <p>It needs no session and loads nothing from elsewhere. This class is thread-safe.
 */
public final class PanelWsStatusServlet extends HttpServlet {

    /** The init-param that serves those too who have no principal. */
    public static final String ALLOW_UNAUTHENTICATED = "allowUnauthenticated";

    private static final long serialVersionUID = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String MAC = "HmacSHA256";
    private static final int LONGEST_NAME = 64;

    private final transient SecretKeySpec key = key();

    /** For web.xml, or in code. */
    public PanelWsStatusServlet() {}

    /**
     * Looks at the init-param.
     *
     * @throws ServletException when it is neither true nor false
     */
    @Override
    public void init() throws ServletException {
        String allowed = getInitParameter(ALLOW_UNAUTHENTICATED);
        if (allowed != null && !allowed.equals("true") && !allowed.equals("false")) {
            throw new ServletException(
                    "panel-ws: servlet '" + getServletName() + "': " + ALLOW_UNAUTHENTICATED + " is true or false");
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept, Accept-Language");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", StatusPage.POLICY);
        if (request.getAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE) != null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (request.getUserPrincipal() == null && !"true".equals(getInitParameter(ALLOW_UNAUTHENTICATED))) {
            say(
                    request,
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    texts(request).text("forbidden"));
        } else {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Status status = status();
        Choice choice = new Choice(parameter(request, "sort"), parameter(request, "filter"));
        if (wantsJson(request)) {
            write(response, "application/json", StatusJson.of(status, choice.of(status.nodes()), proof(request)));
        } else {
            write(response, "text/html", StatusPage.list(texts(request), status, choice, proof(request)));
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Texts texts = texts(request);
        if (!isProven(request)) {
            say(request, response, HttpServletResponse.SC_FORBIDDEN, texts.text("stale"));
            return;
        }
        String asked = parameter(request, "ask");
        String expelled = parameter(request, "expelled");
        Optional<Node> node = node(asked + expelled + parameter(request, "expel"));
        if (node.isEmpty()) {
            say(request, response, HttpServletResponse.SC_NOT_FOUND, texts.text("gone"));
        } else if (!asked.isEmpty()) {
            ask(node.get(), request, response);
        } else if (expelled.isEmpty() && !wantsJson(request)) {
            write(response, "text/html", StatusPage.confirmation(texts, row(node.get()), proof(request)));
        } else {
            long number = node.get().number();
            panelWs().close(one -> one.number() == number);
            say(
                    request,
                    response,
                    HttpServletResponse.SC_OK,
                    texts.text("expelled", row(node.get()).name()));
        }
    }

    /** Without a thread while the node thinks, where the panel's filters let that be. */
    private void ask(Node node, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.isAsyncSupported()) {
            answer(
                    node,
                    request,
                    response,
                    node.traffic(PATIENCE)
                            .toCompletableFuture()
                            .handle(Asked::new)
                            .join());
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        node.traffic(PATIENCE).whenComplete((traffic, failure) -> {
            try {
                answer(node, request, response, new Asked(traffic, failure));
            } catch (IOException e) {
                getServletContext().log("panel-ws: the answer of a node cannot be shown", e);
            } finally {
                async.complete();
            }
        });
    }

    private record Asked(NodeTraffic traffic, Throwable failure) {}

    private void answer(Node node, HttpServletRequest request, HttpServletResponse response, Asked asked)
            throws IOException {
        if (asked.failure() != null) {
            Throwable cause = asked.failure() instanceof CompletionException
                    ? asked.failure().getCause()
                    : asked.failure();
            say(
                    request,
                    response,
                    HttpServletResponse.SC_BAD_GATEWAY,
                    texts(request).text("askFailed", cause.getMessage()));
            return;
        }
        Traffic traffic = new Traffic(
                row(node).name(),
                asked.traffic().tag(),
                asked.traffic().users().stream()
                        .map(user -> new Traffic.UserRow(user.id(), user.upload(), user.download()))
                        .toList());
        if (wantsJson(request)) {
            write(response, "application/json", StatusJson.of(traffic));
        } else {
            write(response, "text/html", StatusPage.traffic(texts(request), traffic));
        }
    }

    private PanelWs panelWs() {
        return PanelWs.in(getServletContext());
    }

    private Status status() {
        PanelWs panelWs = panelWs();
        Instant now = Instant.now();
        List<Node> nodes = panelWs.nodes();
        return new Status(
                now,
                figures(panelWs, nodes.size()),
                nodes.stream().map(node -> row(node)).toList(),
                panelWs.totals().refusals().stream()
                        .map(PanelWsStatusServlet::refusal)
                        .toList());
    }

    private static Map<String, Long> figures(PanelWs panelWs, int connections) {
        Totals totals = panelWs.totals();
        Figures figures = panelWs.figures().stream().reduce(Figures.NONE, Figures::plus);
        Map<String, Long> shown = new LinkedHashMap<>();
        shown.put("connections", (long) connections);
        shown.put("handshakes", totals.accepted());
        shown.put(
                "refused",
                totals.refused().values().stream().mapToLong(Long::longValue).sum());
        shown.put("requests", totals.requests());
        shown.put("errors", totals.errors());
        shown.put("active", figures.running() + figures.waiting());
        shown.put("repeated", totals.repeated());
        shown.put("bytesIn", figures.bytesIn());
        shown.put("bytesOut", figures.bytesOut());
        shown.put("pending", figures.pendingBytes());
        return shown;
    }

    private static NodeRow row(Node node) {
        NodeFacts facts = node.facts();
        return new NodeRow(
                Long.toString(node.number()),
                shortened(node.type()),
                shortened(node.id()),
                node.remoteAddress(),
                facts.generation().orElse(0),
                node.isAskable(),
                facts.since(),
                facts.lastMessage().orElse(facts.since()),
                facts.requests(),
                facts.errors(),
                facts.bytesIn(),
                facts.bytesOut(),
                facts.repeated(),
                facts.open());
    }

    private static Status.Refusal refusal(Totals.Refusal refused) {
        RefusedHandshake handshake = refused.handshake();
        return new Status.Refusal(
                refused.at(),
                (shortened(handshake.type()) + " " + shortened(handshake.id())).strip(),
                handshake.remoteAddress(),
                handshake.status(),
                handshake.sentence());
    }

    /** A node calls itself what it likes. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private Optional<Node> node(String number) {
        return panelWs().nodes().stream()
                .filter(node -> Long.toString(node.number()).equals(number))
                .findFirst();
    }

    private static void say(HttpServletRequest request, HttpServletResponse response, int status, String sentence)
            throws IOException {
        response.setStatus(status);
        if (wantsJson(request)) {
            write(response, "application/json", StatusJson.message(sentence));
        } else {
            write(response, "text/html", StatusPage.message(texts(request), sentence));
        }
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type + ";charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static boolean wantsJson(HttpServletRequest request) {
        String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        return accept.contains("application/json") && !accept.contains("text/html");
    }

    private static Texts texts(HttpServletRequest request) {
        return Texts.in(request.getHeader("Accept-Language") == null ? Locale.ENGLISH : request.getLocale());
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    /**
     * What only a page of this servlet's holds, and only that of the same person. Another site can neither read it nor know
     * it; the header says the same for browsers that send it.
     */
    private boolean isProven(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return (site == null || site.equals("same-origin"))
                && MessageDigest.isEqual(
                        proof(request).getBytes(StandardCharsets.UTF_8),
                        parameter(request, "proof").getBytes(StandardCharsets.UTF_8));
    }

    private String proof(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        String name = principal == null ? "" : "of " + principal.getName();
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    private static SecretKeySpec key() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new SecretKeySpec(random, MAC);
    }
}
