package io.panelws.jetty.contract;

import io.panelws.jetty.testing.TestPanel;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** A host that is put together in code. */
public abstract class EmbeddedHost implements Host {

    private final String name;
    private final TestPanel panel;

    /**
     * Starts the host.
     *
     * @param name how the report calls it
     * @param configure adds servlets and filters
     */
    protected EmbeddedHost(String name, Consumer<ServletContextHandler> configure) {
        this.name = name;
        panel = new TestPanel().configure(context -> {
            ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
            errors.setShowStacks(false);
            context.setErrorHandler(errors);
            configure.accept(context);
        });
        panel.start();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return panel.port();
    }

    @Override
    public final void close() {
        panel.close();
    }
}
