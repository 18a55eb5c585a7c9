package io.panelws.testkit.node;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A request that got no answer over either transport. Neither message nor cause holds the token. */
public final class NodeException extends IOException {

    private static final long serialVersionUID = 1;

    /** Not part of the serialized form: a report, not a state. */
    private final transient List<Attempt> attempts;

    NodeException(List<Attempt> attempts) {
        super("no answer over either transport: "
                + attempts.stream().map(a -> a.transport() + ": " + a.detail()).collect(Collectors.joining("; ")));
        this.attempts = List.copyOf(attempts);
    }

    /**
     * What was tried.
     *
     * @return every attempt in order
     */
    public List<Attempt> attempts() {
        return attempts;
    }
}
