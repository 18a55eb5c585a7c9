package io.panelws.gateway;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** A panel that knows HTTP and nothing else, and keeps what it was asked. Its answers wait for nobody and hold no thread. */
final class PlainHttpPanel implements AutoCloseable {

    /** What was asked, with the body as text. */
    record Asked(String method, String uri, HttpFields headers, String body) {}

    interface Answer {
        void give(Asked asked, Response response, Callback callback) throws Exception;
    }

    private final Server server = new Server();
    private final ServerConnector connector;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    PlainHttpPanel(Answer answer) {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String body = Content.Source.asString(request);
                Asked question = new Asked(
                        request.getMethod(),
                        request.getHttpURI().getPathQuery(),
                        HttpFields.build(request.getHeaders()).asImmutable(),
                        body);
                asked.add(question);
                answer.give(question, response, callback);
                return true;
            }
        });
        LifeCycle.start(server);
    }

    /** Answers everything with 200 and {@code ok}. */
    static PlainHttpPanel agreeable() {
        return new PlainHttpPanel((asked, response, callback) -> Content.Sink.write(response, true, "ok", callback));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** What was asked, without the probes of handshakes. */
    List<Asked> asked() {
        return asked.stream()
                .filter(each -> !each.uri().contains("/UniProxy/config"))
                .toList();
    }

    int connections() {
        return connector.getConnectedEndPoints().size();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
