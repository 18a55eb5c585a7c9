package io.panelws.testkit.conformance;

import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.Reason;
import java.io.IOException;

/** Tells an address without a panel, and a node that the panel does not know, from a panel that breaks rules. */
final class FirstContact {

    private final ProbeOptions options;

    FirstContact(ProbeOptions options) {
        this.options = options;
    }

    void make() throws CannotConnectException {
        WireLog unread = new WireLog(Mask.of(options.node().token()));
        String where = options.node().wsUrl().getAuthority();
        try (Probe probe = new Probe(options, unread)) {
            Probe.Handshaken made = probe.open(probe.handshake());
            if (made.connection().isEmpty()) {
                String seen = unread.shown(made.seen());
                throw new CannotConnectException(
                        TokenCases.isRefusal(made.head().status())
                                ? "the panel at " + where + " refused the node: " + seen
                                : "no WebSocket at " + where + ": " + seen);
            }
            Answer answer = made.connection().get().ask(Call.CONFIG.get());
            if (TokenCases.isRefusal(answer.status()) && isRefused(probe)) {
                throw new CannotConnectException(
                        "the panel at " + where + " refused the node: " + unread.shown(answer.seen()));
            }
        } catch (CannotConnectException e) {
            throw e;
        } catch (Finding e) {
            // There is a panel, and its cases will tell.
        } catch (IOException e) {
            throw new CannotConnectException("no connection to " + where + ": " + unread.shown(Reason.of(e)));
        }
    }

    /** Over HTTP as well; a panel that is not to be reached over HTTP is believed. */
    private static boolean isRefused(Probe probe) {
        try {
            return TokenCases.isRefusal(probe.http(Call.CONFIG.get()).head().status());
        } catch (Finding notReached) {
            return true;
        }
    }
}
