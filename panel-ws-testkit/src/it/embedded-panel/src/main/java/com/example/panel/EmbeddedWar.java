package com.example.panel;

import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

public class EmbeddedWar {

    public static void main(String[] args) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
        WebAppContext context = new WebAppContext(args[1], "/");
        context.setThrowUnavailableOnStartupException(true);
        server.setHandler(context);

        server.insertHandler(new GracefulHandler());
        server.setStopTimeout(30_000);
        server.setStopAtShutdown(true);
        server.start();
    }
}
