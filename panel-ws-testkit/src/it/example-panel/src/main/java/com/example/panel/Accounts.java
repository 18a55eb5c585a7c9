package com.example.panel;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The panel's customers: in memory, where a panel of yours has a database, and read by patterns, where it has a JSON
 * library.
 */
final class Accounts {

    static final Accounts ALL = new Accounts();

    private static final Map<Integer, String> UUIDS = new TreeMap<>(Map.of(
            1, "0c3b4f6e-8d0a-4c39-9f6b-3f5f0a1e2d01",
            2, "5a1f7c92-2b64-4d7e-8a10-c5d3e6f7a802",
            3, "b7e2d9a4-61c8-4f05-b3d7-19f8a2c4e603"));
    private static final Pattern TRAFFIC =
            Pattern.compile("\"(\\d{1,9})\"\\s*:\\s*\\[\\s*(\\d{1,18})\\s*,\\s*(\\d{1,18})\\s*]");
    private static final Pattern ONLINE = Pattern.compile("\"(\\d{1,9})\"\\s*:\\s*\\[([^]]*)]");

    /** Bytes by user, both ways together. */
    private final Map<Integer, Long> booked = new ConcurrentHashMap<>();
    /** The last report of each node: devices by user. */
    private final Map<String, Map<Integer, Integer>> online = new ConcurrentHashMap<>();

    private Accounts() {}

    String users() {
        return UUIDS.entrySet().stream()
                .map(user -> "{\"id\":" + user.getKey() + ",\"uuid\":\"" + user.getValue()
                        + "\",\"speed_limit\":0,\"device_limit\":0}")
                .collect(Collectors.joining(",", "{\"users\":[", "]}"));
    }

    void book(String report) {
        TRAFFIC.matcher(report)
                .results()
                .forEach(user -> booked.merge(
                        id(user), Long.parseLong(user.group(2)) + Long.parseLong(user.group(3)), Long::sum));
    }

    void alive(String node, String report) {
        online.put(
                node,
                ONLINE.matcher(report)
                        .results()
                        .collect(Collectors.toMap(
                                Accounts::id, user -> user.group(2).split(",").length, Integer::sum)));
    }

    String aliveList() {
        Map<Integer, Integer> devices = new TreeMap<>();
        online.values().forEach(report -> report.forEach((user, count) -> devices.merge(user, count, Integer::sum)));
        return devices.entrySet().stream()
                .map(user -> "\"" + user.getKey() + "\":" + user.getValue())
                .collect(Collectors.joining(",", "{\"alive\":{", "}}"));
    }

    private static int id(MatchResult user) {
        return Integer.parseInt(user.group(1));
    }
}
