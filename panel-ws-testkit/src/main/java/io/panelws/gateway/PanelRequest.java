package io.panelws.gateway;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;

/** A request for a path and a query as they came, byte for byte: Jetty's own make a {@link URI} of them, and not of all. */
final class PanelRequest extends HttpRequest {

    private final String path;
    private final String query;

    PanelRequest(HttpClient client, URI panel, String path, String query) {
        super(client, new HttpConversation(), panel);
        this.path = path;
        this.query = query;
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public String getQuery() {
        return query;
    }
}
