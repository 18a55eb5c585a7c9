package io.panelws.testkit.junit;

import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** What is closed with the store that it is in: JUnit asks for the one type since 5.13, and for the other before. */
@SuppressWarnings("deprecation")
interface ClosedByJUnit extends AutoCloseable, CloseableResource {

    @Override
    void close();
}
