package io.panelws.testkit.it;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Prints the log of a server when a test fails.
 *
 * @param server the one that is running at the time
 */
record LogOfFailures(Supplier<ServerProcess> server) implements TestWatcher {

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        server.get().print();
    }
}
