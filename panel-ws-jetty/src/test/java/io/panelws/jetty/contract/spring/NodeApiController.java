package io.panelws.jetty.contract.spring;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The API that nodes call, as a panel has it. */
@RestController
@RequestMapping("/api/v1/server/UniProxy")
class NodeApiController {

    record User(int id, String uuid, int speedLimit) {}

    @GetMapping("/config")
    ResponseEntity<String> config(WebRequest request, @RequestAttribute String node) {
        String config = "{\"server_port\":443,\"network\":\"tcp\",\"node\":\"" + node + "\"}";
        String tag = '"' + DigestUtils.md5DigestAsHex(config.getBytes(StandardCharsets.UTF_8)) + '"';
        if (request.checkNotModified(tag)) {
            return null;
        }
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache())
                .body(config);
    }

    @GetMapping("/user")
    Map<String, List<User>> users(@RequestParam(defaultValue = "3") int count) {
        return Map.of(
                "users",
                IntStream.rangeClosed(1, count)
                        .mapToObj(id -> new User(id, "00000000-0000-0000-0000-" + id, 0))
                        .toList());
    }

    @PostMapping("/push")
    Map<String, Object> push(@RequestBody Map<String, List<Long>> traffic) {
        return Map.of(
                "data",
                true,
                "sum",
                traffic.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @PostMapping(path = "/alive", consumes = "application/json", produces = "application/json")
    ResponseEntity<String> alive(@RequestBody String online) {
        return ResponseEntity.accepted().header("X-Seen", "" + online.length()).body("{\"data\":true}");
    }
}
