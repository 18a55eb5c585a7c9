package io.panelws.testkit.cost;

import java.util.List;
import java.util.Locale;

/** A row of the table: what is asked, and which sides are compared with the first one. */
enum Row {
    GET(Call.config(false), 1, Side.HTTP, Side.WEBSOCKET, Side.ECHO),
    ID(Call.config(true), 1, Side.HTTP, Side.WEBSOCKET, Side.ECHO),
    /** Four messages in flight on each connection; HTTP has four times the connections. */
    ID4(Call.config(true), 4, Side.HTTP, Side.WEBSOCKET, Side.ECHO),
    PUSH(Call.push(), 1, Side.HTTP, Side.WEBSOCKET, Side.ECHO),
    LIST(Call.user(), 1, Side.HTTP, Side.WEBSOCKET),
    LIST256(Call.user(), 1, Side.HTTP, Side.WEBSOCKET),
    IDLE(Call.config(false), 1, Side.WEBSOCKET, Side.CROWD);

    private final Call call;
    private final int window;
    private final List<Side> sides;

    Row(Call call, int window, Side... sides) {
        this.call = call;
        this.window = window;
        this.sides = List.of(sides);
    }

    Call call() {
        return call;
    }

    /** How many messages of a connection are in flight. */
    int window() {
        return window;
    }

    List<Side> sides() {
        return sides;
    }

    int connections() {
        return switch (this) {
            case LIST -> 4;
            case LIST256 -> 40;
            default -> 8;
        };
    }

    /** In how many turns a side does its part of a round. */
    int slices() {
        return switch (this) {
            case LIST, LIST256 -> 2;
            case IDLE -> 1;
            default -> 8;
        };
    }

    /** Options of the server's JVM. */
    List<String> jvm() {
        return this == LIST256 ? List.of("-Xmx256m") : List.of();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
