package io.panelws.jetty.endpoint;

import io.panelws.api.WsCodecException;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.Node;
import io.panelws.jetty.NodeAskException;
import io.panelws.jetty.NodeAskException.Reason;
import io.panelws.jetty.log.LogText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the panel has asked the node of one connection and has not been answered yet (P-18). Made with the first question, or
 * the first answer to none.
 *
 * <p>A question takes one of {@link Node#MAX_ASKED} places, and gives it back when the panel has been told what came of it
 * and its frame has been written or lost: so neither a node that does not answer, nor one that does not read, nor a panel
 * that does not listen, makes it hold more. An answer's bytes stay in the budget until the panel is told, and take nothing
 * of its second half. An answer to nothing that was asked is passed over and never answered (P-8); a connection may have one
 * for each question, and {@value #STRAY} more.
 *
 * <p>This class is thread-safe and does not block.
 */
final class Questions {

    /** Answers to no question that are passed over. */
    static final int STRAY = 64;

    private final NodeConnection connection;

    // Guarded by this.
    private final Map<Long, Question> open = new HashMap<>(4);
    private long lastId;
    private int places;
    private long stray;
    private boolean ended;

    Questions(NodeConnection connection) {
        this.connection = connection;
    }

    /** Asks; whatever goes wrong is told by the future. */
    CompletableFuture<WsResponse> ask(WsRequest request, Duration timeout) {
        Question question;
        synchronized (this) {
            if (ended) {
                return failed(connection.node(), Reason.CLOSED, "its connection has ended");
            }
            if (places == Node.MAX_ASKED) {
                return failed(
                        connection.node(),
                        Reason.TOO_MANY,
                        "it has been asked " + places + " times and has not answered yet");
            }
            question = new Question(this, connection, ++lastId, LogText.request(request.method(), request.path()));
            open.put(question.id(), question);
            places++;
        }
        question.send(request, timeout);
        return question.outcome();
    }

    static CompletableFuture<WsResponse> failed(Node node, Reason reason, String why) {
        return CompletableFuture.failedFuture(
                new NodeAskException(reason, "Node " + node + " was not asked: " + why + "."));
    }

    /** The one who takes it decides what becomes of it; false for all others. */
    synchronized boolean take(Question question) {
        return open.remove(question.id(), question);
    }

    synchronized void giveBackPlace() {
        places--;
    }

    synchronized int places() {
        return places;
    }

    /** An answer has come, of which nothing is in the budget yet. */
    void answered(WsResponse answer) {
        Question question = find(answer.id());
        if (question == null) {
            return;
        }
        int bytes = answer.bodyBuffer().remaining() + MessageBudget.PER_MESSAGE;
        if (connection.mount().budget().reserve(bytes)) {
            question.succeed(answer, bytes);
        } else {
            question.fail(Reason.TOO_MANY, "has answered %s when the panel had too many messages in progress");
        }
    }

    /** An answer has come that cannot be read. */
    void unreadable(WsCodecException cause) {
        Question question = find(cause.id());
        if (question != null) {
            question.fail(Reason.UNREADABLE, "has answered %s with what cannot be read: " + cause.getMessage());
        }
    }

    private Question find(long id) {
        boolean tooMany;
        synchronized (this) {
            Question question = open.get(id);
            if (question != null) {
                return question;
            }
            tooMany = ++stray > STRAY + lastId;
        }
        if (tooMany) {
            connection.expel("too many answers to nothing that was asked");
        }
        return null;
    }

    /** The connection has ended, or is about to. */
    void ended() {
        List<Question> lost;
        synchronized (this) {
            ended = true;
            lost = List.copyOf(open.values());
        }
        lost.forEach(question -> question.fail(Reason.CLOSED, "has not answered %s: its connection has ended"));
    }
}
