package io.panelws.jetty.engine;

import io.panelws.jetty.endpoint.Mount;
import io.panelws.jetty.replay.MemoryReplayStore;
import io.panelws.jetty.replay.OpenConnections;
import io.panelws.jetty.replay.ReplayOverHttp;
import java.time.InstantSource;
import java.util.OptionalLong;

/** What plain HTTP shares with the WebSockets of a mount: the memory, and who is there. */
final class PlainHttp {

    /** Where no guard is wanted, nobody is known, so that nothing is looked at; requests get their key all the same. */
    private static final OpenConnections NOBODY = new OpenConnections() {
        @Override
        public boolean any(String node) {
            return false;
        }

        @Override
        public OptionalLong oldest(String node) {
            return OptionalLong.empty();
        }
    };

    private PlainHttp() {}

    static ReplayOverHttp of(Mount mount) {
        return new ReplayOverHttp(
                mount.store().orElseGet(() -> new MemoryReplayStore(InstantSource.system())),
                mount.store().isPresent() ? mount.connections() : NOBODY,
                mount.budget(),
                new ReplayOverHttp.Settings(
                        mount.options().replayWindow(),
                        mount.options().requestTimeout(),
                        mount.options().messageHeaders()),
                mount.observer());
    }
}
