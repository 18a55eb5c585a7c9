package com.example.panel;

import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** Lets nodes talk to this application over WebSocket. */
public class PanelWsBundle implements ConfiguredBundle<PanelConfiguration> {

    @Override
    public void run(PanelConfiguration configuration, Environment environment) {
        PanelWsOptions.Builder options = PanelWsOptions.builder();
        configuration.panelWs().forEach(options::set);
        JakartaWebSocketServletContainerInitializer.configure(environment.getApplicationContext(), null);
        environment
                .servlets()
                .addFilter("panel-ws", new PanelWsFilter(options.build()))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }
}
