package com.example.panel;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** A panel on Dropwizard. */
public class PanelApplication extends Application<PanelConfiguration> {

    public static void main(String[] arguments) throws Exception {
        new PanelApplication().run(arguments);
    }

    @Override
    public void initialize(Bootstrap<PanelConfiguration> bootstrap) {
        bootstrap.addBundle(new PanelWsBundle());
    }

    @Override
    public void run(PanelConfiguration configuration, Environment environment) {
        environment.jersey().register(new NodeTokenFilter(configuration.token()));
        environment.jersey().register(new UniProxyResource());
    }
}
