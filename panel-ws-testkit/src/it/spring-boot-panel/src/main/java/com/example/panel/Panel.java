package com.example.panel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A panel that knows nothing of panel-ws. */
@SpringBootApplication
public class Panel {

    /** Serves until it is stopped. */
    public static void main(String[] arguments) {
        SpringApplication.run(Panel.class, arguments);
    }
}
