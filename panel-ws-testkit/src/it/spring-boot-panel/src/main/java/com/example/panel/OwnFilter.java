package com.example.panel;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** For panels that register the filter themselves; this one before Spring Security. */
@Profile("own-filter")
@Configuration(proxyBeanMethods = false)
class OwnFilter {

    @Bean
    FilterRegistrationBean<PanelWsFilter> nodesOverWebSocket() {
        FilterRegistrationBean<PanelWsFilter> registration =
                new FilterRegistrationBean<>(new PanelWsFilter(PanelWsOptions.DEFAULT));
        registration.addUrlPatterns("/api/*");
        registration.setOrder(-200);
        return registration;
    }
}
