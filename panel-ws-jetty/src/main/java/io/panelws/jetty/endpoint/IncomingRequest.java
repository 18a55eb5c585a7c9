package io.panelws.jetty.endpoint;

import io.panelws.api.WsCodecException;
import io.panelws.api.WsRequest;
import io.panelws.jetty.log.LogText;
import io.panelws.jetty.replay.Arrival;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.rules.HeaderField;
import io.panelws.jetty.rules.Methods;
import io.panelws.jetty.rules.RequestTarget;
import io.panelws.jetty.rules.RuleViolation;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.util.BufferUtil;

/**
 * What a message asks for: a request that has passed the rules and is ready for Jetty, or the refusal that answers it.
 *
 * @param id the message's id, {@link WsRequest#NO_ID} for none
 * @param method the method, empty where the message has none
 * @param body the decoded body, read once
 * @param metaData the request, null with a refusal
 * @param refusal why there is none
 * @param key what the replay guard compares; only for a {@code POST} of a node that names itself
 * @param read when it came, as {@link Arrival#now} tells it; only with a key
 */
record IncomingRequest(
        long id,
        String method,
        ByteBuffer body,
        MetaData.Request metaData,
        Optional<Refusal> refusal,
        Optional<ReplayKey> key,
        long read) {

    /**
     * An answer that is not the panel's.
     *
     * @param status 400, 404, 405 or 414
     * @param headers further header fields
     * @param sentence what the node's operator reads (P-11)
     */
    record Refusal(int status, HttpFields headers, String sentence) {}

    static IncomingRequest of(WsRequest request, Handshake handshake, Mount mount) {
        try {
            return ruled(request, handshake, mount);
        } catch (RuleViolation e) {
            HttpFields.Mutable headers = HttpFields.build();
            for (HeaderField field : e.headers()) {
                headers.add(field.name(), field.value());
            }
            return refused(request.id(), request.method(), new Refusal(e.status(), headers, e.getMessage()));
        }
    }

    /** A message that is wrong gets its answer too. */
    static IncomingRequest of(WsCodecException e) {
        return refused(e.id(), "", new Refusal(HttpStatus.BAD_REQUEST_400, HttpFields.EMPTY, e.getMessage()));
    }

    private static IncomingRequest refused(long id, String method, Refusal refusal) {
        return new IncomingRequest(
                id, method, BufferUtil.EMPTY_BUFFER, null, Optional.of(refusal), Optional.empty(), 0);
    }

    private static IncomingRequest ruled(WsRequest request, Handshake handshake, Mount mount) throws RuleViolation {
        String method = request.method();
        Methods.check(method, mount.options().allowedMethods());
        RequestTarget target = RequestTarget.of(request.path(), handshake.query());
        mount.patterns().check(target.decodedPath());
        ByteBuffer body = request.bodyBuffer();
        HttpFields fields = mount.headers().merge(method, request.headers(), body.remaining(), handshake.fields());
        String path = handshake.contextPath() + target.path();
        HttpURI uri = HttpURI.build(method, target.query().isEmpty() ? path : path + "?" + target.query())
                .scheme(handshake.scheme())
                .authority(handshake.getServerAuthority().getHost(), handshake.portInUri())
                .asImmutable();
        MetaData.Request metaData = new MetaData.Request(method, uri, HttpVersion.HTTP_1_1, fields, body.remaining());
        if (!method.equals("POST")) {
            return new IncomingRequest(request.id(), method, body, metaData, Optional.empty(), Optional.empty(), 0);
        }
        Optional<ReplayKey> key = handshake
                .account(target, fields, mount.options().messageHeaders())
                .map(account -> new ReplayKey(account, ReplayKey.request(method, path, target.query(), body)));
        return new IncomingRequest(request.id(), method, body, metaData, Optional.empty(), key, Arrival.now());
    }

    /** Method and path, for a log line. */
    @Override
    public String toString() {
        return metaData == null
                ? "A message"
                : LogText.request(metaData.getMethod(), metaData.getHttpURI().getPath());
    }

    /** The path as a log line shows it. */
    String shownPath() {
        String shown = toString();
        return shown.substring(shown.indexOf(' ') + 1);
    }

    /** The guard of this request, where there is one: an empty report counts as often as it comes. */
    Optional<GuardedPost> guard(NodeConnection connection) {
        return key.isEmpty() || ReplayKey.isEmptyReport(body)
                ? Optional.empty()
                : connection.mount().store().map(store -> new GuardedPost(connection, store, key.get(), read));
    }
}
