package com.example.panel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who has moved how much, and who is online. Each booking is a line of the log. */
@Component
class Books {

    private static final Logger LOG = LoggerFactory.getLogger(Books.class);
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final Map<Integer, Integer> online = new ConcurrentHashMap<>();
    private final String slowUntil;

    /** A file; booking takes as long as there is none. */
    Books(@Value("${panel.slow-until:}") String slowUntil) {
        this.slowUntil = slowUntil;
    }

    void book(Map<Integer, List<Long>> traffic) throws InterruptedException {
        LOG.info("to book: {}", traffic);
        while (!slowUntil.isEmpty() && Files.notExists(Path.of(slowUntil))) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        LOG.info("booked: {}", traffic);
    }

    void seen(Map<Integer, List<String>> addresses) {
        addresses.forEach((user, each) -> online.put(user, each.size()));
    }

    Map<Integer, Integer> online() {
        return Map.copyOf(online);
    }
}
