package io.panelws.jetty.rules;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query of a handshake's URL, in which a node says who it is (P-3).
 *
 * <p>It holds the query as it came and nothing else, for there is one for each connection, and reads it when it is asked:
 * at the handshake, and for those rare messages that bring a query of their own.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class HandshakeQuery {

    private static final HandshakeQuery EMPTY = new HandshakeQuery("");

    private final String raw;

    private HandshakeQuery(String raw) {
        this.raw = raw;
    }

    /**
     * Takes a query.
     *
     * @param rawQuery the query without its question mark, empty for none
     * @return the query
     */
    public static HandshakeQuery of(String rawQuery) {
        return rawQuery.isEmpty() ? EMPTY : new HandshakeQuery(rawQuery);
    }

    /**
     * The query as it came, the token included.
     *
     * @return the query without its question mark, empty for none
     */
    public String raw() {
        return raw;
    }

    /**
     * Finds a parameter.
     *
     * @param decodedName its name
     * @return its first value, decoded; empty where it is not there
     */
    public Optional<String> parameter(String decodedName) {
        return QueryParameters.first(raw, decodedName);
    }

    /**
     * Tells whether a parameter is there.
     *
     * @param decodedName its name
     * @return true when it is, with a value or without
     */
    public boolean has(String decodedName) {
        return parameter(decodedName).isPresent();
    }

    /** The names of all parameters, decoded. */
    Set<String> names() {
        return QueryParameters.of(raw).stream()
                .map(QueryParameters.Parameter::name)
                .collect(Collectors.toSet());
    }

    /** Shows nothing of it: it carries the token. */
    @Override
    public String toString() {
        return "HandshakeQuery[" + raw.length() + " characters]";
    }
}
