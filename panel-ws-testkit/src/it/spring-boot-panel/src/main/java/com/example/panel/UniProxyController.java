package com.example.panel;

import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The five calls of a node. Spring answers 304 where the entity tag is the node's. */
@RestController
@RequestMapping("/api/v1/server/UniProxy")
class UniProxyController {

    private static final Map<String, Boolean> DONE = Map.of("data", true);

    private final Books books;

    UniProxyController(Books books) {
        this.books = books;
    }

    @GetMapping("config")
    ResponseEntity<Map<String, Object>> config() {
        return ResponseEntity.ok()
                .eTag("config-1")
                .header("X-Served-By", Thread.currentThread().toString())
                .body(Map.of(
                        "server_port",
                        443,
                        "network",
                        "tcp",
                        "tls",
                        1,
                        "base_config",
                        Map.of("push_interval", 60, "pull_interval", 60),
                        "routes",
                        List.of()));
    }

    @GetMapping("user")
    ResponseEntity<Map<String, Object>> users() {
        Map<String, Object> user = Map.of(
                "id", 1,
                "uuid", "2f1cbc0c-6a6d-4f5e-9d3c-0d6f5a6c1e11",
                "speed_limit", 0,
                "device_limit", 0);
        return ResponseEntity.ok().eTag("user-1").body(Map.of("users", List.of(user)));
    }

    @GetMapping("alivelist")
    Map<String, Object> aliveList() {
        return Map.of("alive", books.online());
    }

    @PostMapping("push")
    Map<String, Boolean> push(@RequestBody Map<Integer, List<Long>> traffic) throws InterruptedException {
        books.book(traffic);
        return DONE;
    }

    @PostMapping("alive")
    Map<String, Boolean> alive(@RequestBody Map<Integer, List<String>> addresses) {
        books.seen(addresses);
        return DONE;
    }
}
