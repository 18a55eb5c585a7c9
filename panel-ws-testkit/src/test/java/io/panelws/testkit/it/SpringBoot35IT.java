package io.panelws.testkit.it;

import org.junit.jupiter.api.Test;

/** Spring Boot 3.5, which runs Jetty 12.0 and EE10. */
class SpringBoot35IT extends SpringBootTests {

    SpringBoot35IT() {
        super("boot3");
    }

    /** Spring Boot 4 has no Undertow. */
    @Test
    void saysOnUndertowThatItNeedsJetty() throws Exception {
        assertNeedsJetty("undertow", "Undertow");
    }
}
