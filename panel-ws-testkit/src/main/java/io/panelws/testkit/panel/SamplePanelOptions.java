package io.panelws.testkit.panel;

import io.panelws.jetty.PanelWsOptions;
import java.util.List;

/**
 * How a {@link SamplePanel} is set up. Immutable.
 *
 * @param port where to listen, 0 for any free port
 * @param token the secret that nodes show
 * @param users the panel's customers
 * @param panelWs the settings of the filter under test
 * @param status whether it has the page of its nodes, at {@code /status}
 */
public record SamplePanelOptions(int port, String token, List<User> users, PanelWsOptions panelWs, boolean status) {

    /** A free port, the token {@code secret}, 1000 users, and panel-ws as it comes. */
    public static final SamplePanelOptions DEFAULT =
            new SamplePanelOptions(0, "secret", User.sample(1000), PanelWsOptions.DEFAULT, false);

    /** Copies the users. */
    public SamplePanelOptions {
        users = List.copyOf(users);
    }

    /**
     * The same on another port.
     *
     * @param port where to listen, 0 for any free port
     * @return new options
     */
    public SamplePanelOptions withPort(int port) {
        return new SamplePanelOptions(port, token, users, panelWs, status);
    }

    /**
     * The same with another secret.
     *
     * @param token what nodes must show
     * @return new options
     */
    public SamplePanelOptions withToken(String token) {
        return new SamplePanelOptions(port, token, users, panelWs, status);
    }

    /**
     * The same with other users.
     *
     * @param users the panel's customers
     * @return new options
     */
    public SamplePanelOptions withUsers(List<User> users) {
        return new SamplePanelOptions(port, token, users, panelWs, status);
    }

    /**
     * The same with other settings of panel-ws.
     *
     * @param panelWs the settings of the filter under test
     * @return new options
     */
    public SamplePanelOptions withPanelWs(PanelWsOptions panelWs) {
        return new SamplePanelOptions(port, token, users, panelWs, status);
    }

    /**
     * The same with a page that shows its nodes, for whoever logs in with the token as the password.
     *
     * @param status whether there is one
     * @return new options
     */
    public SamplePanelOptions withStatus(boolean status) {
        return new SamplePanelOptions(port, token, users, panelWs, status);
    }

    /** Shows everything but the token and the users' credentials. */
    @Override
    public String toString() {
        return "SamplePanelOptions[port=" + port + ", users=" + users.size() + ", panelWs=" + panelWs + "]";
    }
}
