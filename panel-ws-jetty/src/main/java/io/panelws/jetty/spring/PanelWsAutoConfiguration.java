package io.panelws.jetty.spring;

import io.panelws.jetty.NodeAuthenticator;
import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.replay.ReplayStore;
import jakarta.servlet.ServletContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;

/** The filter behind all others, with the options of the properties {@code panel-ws.*}, and {@link PanelWs} to inject. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class PanelWsAutoConfiguration {

    /** Spring makes it. */
    public PanelWsAutoConfiguration() {}

    /**
     * The nodes, for the panel's own beans. It belongs to the web application and not to the filter, so that a controller may
     * have it in its constructor, before the filter starts and also where there is none.
     */
    @Bean
    @ConditionalOnMissingBean
    PanelWs panelWs(ServletContext context) {
        return PanelWs.in(context);
    }

    /**
     * The filter. A bean of its own, and not a {@link FilterRegistrationBean}: Spring Boot maps it to all paths for {@code
     * REQUEST}, async supported, behind all registrations and behind the filters of the panel that have no order. Spring
     * Security, at -100, is before it, and refuses the handshakes of strangers.
     */
    @Bean
    @ConditionalOnProperty(name = PanelWsProperties.ENABLED, matchIfMissing = true)
    @ConditionalOnMissingBean(value = PanelWsFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    @Conditional(InAServer.class)
    PanelWsFilter panelWsFilter(
            ServletContext context,
            ConfigurableEnvironment environment,
            ObjectProvider<NodeAuthenticator> nodeAuthenticator,
            ObjectProvider<ReplayStore> replayStore) {
        requireJetty(context);
        PanelWsOptions.Builder options = new PanelWsProperties(environment).read();
        nodeAuthenticator.ifAvailable(options::nodeAuthenticator);
        replayStore.ifAvailable(options::replayStore);
        try {
            return new PanelWsFilter(options.build());
        } catch (IllegalArgumentException e) {
            throw new StartException(e.getMessage(), StartException.CORRECT, e);
        }
    }

    /** Jetty may be on the class path and not be the server: where both are, Spring Boot 3.5 takes Tomcat. */
    private static void requireJetty(ServletContext context) {
        if (!context.getClass().getName().startsWith("org.eclipse.jetty.")) {
            throw new StartException(
                    "it runs inside Eclipse Jetty 12, and this application's server is another one ("
                            + context.getServerInfo() + ")",
                    "Let the application run on Jetty: in the pom, exclude spring-boot-starter-tomcat from"
                            + " spring-boot-starter-web (Spring Boot 4: spring-boot-starter-webmvc) and add"
                            + " spring-boot-starter-jetty. To run it without panel-ws, set " + PanelWsProperties.ENABLED
                            + "=false.",
                    null);
        }
    }
}
