package io.panelws.jetty.spring;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsMetrics;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The meters, where Micrometer is there: Actuator binds every such bean to its registries. */
@AutoConfiguration(after = PanelWsAutoConfiguration.class)
@ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
@ConditionalOnBean(PanelWs.class)
@ConditionalOnProperty(name = PanelWsProperties.ENABLED, matchIfMissing = true)
public class PanelWsMetricsAutoConfiguration {

    /** Spring makes it. */
    public PanelWsMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    PanelWsMetrics panelWsMetrics(PanelWs panelWs) {
        return new PanelWsMetrics(panelWs);
    }
}
