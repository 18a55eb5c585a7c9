package io.panelws.testkit.it;

/** Spring Boot 4, which runs Jetty 12.1 and EE11. */
class SpringBoot4IT extends SpringBootTests {

    SpringBoot4IT() {
        super("boot4");
    }
}
