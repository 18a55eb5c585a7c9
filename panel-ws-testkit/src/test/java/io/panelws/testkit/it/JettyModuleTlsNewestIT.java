package io.panelws.testkit.it;

/** PEM files, on the newest Jetty and the newest Java. */
class JettyModuleTlsNewestIT extends JettyModuleTlsTests {

    JettyModuleTlsNewestIT() {
        super(System.getProperty("panelws.jettyNewest"), Jdk.newest(25).orElse(Jdk.current()), true);
    }
}
