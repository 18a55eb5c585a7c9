package io.panelws.testkit.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/** What happens to an exchange. Values; all are immutable. */
public sealed interface What {

    /** Both TCP connections end with a reset; what is under way is lost. */
    record Reset() implements What {}

    /**
     * The node gets a close frame, the panel the end of its connection.
     *
     * @param code the close code (RFC 6455, 7.4), 1001 for one
     */
    record Close(int code) implements What {}

    /** Nothing passes any more, and the connection stays open until the node ends it. */
    record Stall() implements What {}

    /**
     * What is due comes later, unless the node has gone by then: it is dropped in that case.
     *
     * @param longest the longest delay; the shortest is half of it
     * @param seed decides how long it is
     */
    record Delay(Duration longest, long seed) implements What {

        /** How long it is: the same for the same values. */
        Duration drawn() {
            long nanos = longest.toNanos();
            return Duration.ofNanos(nanos - new SplittableRandom(seed).nextLong(nanos / 2 + 1));
        }
    }

    /**
     * Nothing passes until the node has ended the connection. Then, some time later, what it has sent arrives, and the end
     * right behind it: TCP sends again what was lost, whether or not anybody still waits. Dropped when connections go to
     * another panel by then.
     *
     * @param after how long after the node's end
     */
    record Late(Duration after) implements What {}

    /** The connection ends in an orderly way in the middle of what is being sent. */
    record Truncate() implements What {}

    /** In place of the answer comes a text message that is neither JSON nor UTF-8. */
    record MalformedText() implements What {}

    /** The answer comes with an {@code id} that the node has not asked with. */
    record WrongId() implements What {}

    /** The answer comes twice. */
    record SecondAnswer() implements What {}

    /** The answer comes behind the next one; as long as there is none it does not come at all. */
    record Reorder() implements What {}

    /**
     * How it is called in counts.
     *
     * @return one word in lower case
     */
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
