package io.panelws.jetty;

import io.panelws.jetty.log.Log;
import io.panelws.jetty.replay.JdbcReplayStore;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The figures as the platform's MBean server shows them. This class is thread-safe. */
final class ManagementBean implements PanelWsMXBean {

    private static final Log LOG = Log.of(ManagementBean.class);
    private static final int MOST_OF_A_NAME = 100;

    private final PanelWs panelWs;

    private ManagementBean(PanelWs panelWs) {
        this.panelWs = panelWs;
    }

    /**
     * Shows the figures of a web application. Where another one in this process has the same context path, a number is added
     * to the name.
     *
     * @return ends that
     */
    static Runnable register(PanelWs panelWs, String contextPath) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String context = ObjectName.quote(contextPath.isEmpty() ? "/" : contextPath);
        try {
            for (int number = 1; number < MOST_OF_A_NAME; number++) {
                ObjectName name = new ObjectName(
                        "io.panelws:type=PanelWs,context=" + context + (number == 1 ? "" : ",number=" + number));
                try {
                    server.registerMBean(new ManagementBean(panelWs), name);
                    return () -> unregister(server, name);
                } catch (InstanceAlreadyExistsException e) {
                    // The next number.
                }
            }
        } catch (JMException | SecurityException e) {
            LOG.log(Level.WARNING, e, "There is no MBean of panel-ws");
        }
        return () -> {};
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException | SecurityException e) {
            LOG.log(Level.WARNING, e, "The MBean of panel-ws cannot be taken back");
        }
    }

    private Figures now() {
        return panelWs.figures().stream().reduce(Figures.NONE, Figures::plus);
    }

    @Override
    public int getConnections() {
        return now().connections();
    }

    @Override
    public long getHandshakesAccepted() {
        return panelWs.totals().accepted();
    }

    @Override
    public Map<String, Long> getHandshakesRefused() {
        return panelWs.totals().refused();
    }

    @Override
    public Map<String, Long> getCloses() {
        return panelWs.totals().closes();
    }

    @Override
    public long getRequests() {
        return panelWs.totals().requests();
    }

    @Override
    public Map<String, Long> getRequestsByStatus() {
        Map<String, Long> counts = new TreeMap<>();
        panelWs.totals()
                .answers()
                .forEach((answer, sum) ->
                        counts.put(answer.toString(), sum.count().sum()));
        return counts;
    }

    @Override
    public Map<String, Double> getSecondsByStatus() {
        Map<String, Double> seconds = new TreeMap<>();
        panelWs.totals()
                .answers()
                .forEach((answer, sum) ->
                        seconds.put(answer.toString(), sum.nanos().sum() / 1e9));
        return seconds;
    }

    @Override
    public long getErrors() {
        return panelWs.totals().errors();
    }

    @Override
    public long getRequestsInProgress() {
        return now().running();
    }

    @Override
    public long getRequestsWaiting() {
        return now().waiting();
    }

    @Override
    public long getRepeatedPosts() {
        return panelWs.totals().repeated();
    }

    @Override
    public long getBytesIn() {
        return now().bytesIn();
    }

    @Override
    public long getBytesOut() {
        return now().bytesOut();
    }

    @Override
    public long getPendingBytes() {
        return now().pendingBytes();
    }

    @Override
    public long getUnansweredPings() {
        return now().unansweredPings();
    }

    @Override
    public long getAsked() {
        return now().asked();
    }

    @Override
    public long getEventsLeftOut() {
        return panelWs.eventsLeftOut();
    }

    @Override
    public long getReplayStoresDown() {
        return panelWs.sharedStoresDown();
    }

    @Override
    public long getPostsRefusedWithoutStore() {
        return panelWs.missed(JdbcReplayStore.Figures::refused);
    }

    @Override
    public long getPostsRememberedHereOnly() {
        return panelWs.missed(JdbcReplayStore.Figures::local);
    }
}
