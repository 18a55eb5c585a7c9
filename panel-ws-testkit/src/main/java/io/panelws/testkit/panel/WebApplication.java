package io.panelws.testkit.panel;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** Mounts a WAR as a stock Jetty does, apart from that a failing start is a failure. */
final class WebApplication {

    private WebApplication() {}

    static WebAppContext of(Path war, String contextPath) throws NoSuchFileException {
        if (!Files.exists(war)) {
            throw new NoSuchFileException(war.toAbsolutePath().toString(), null, "no WAR file or directory there");
        }
        WebAppContext context = new WebAppContext(war.toUri().toString(), contextPath);
        context.setThrowUnavailableOnStartupException(true);
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        return context;
    }
}
