package com.example.panel;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import jakarta.validation.constraints.NotNull;
import java.util.Map;

/** The YAML file of the panel. */
public class PanelConfiguration extends Configuration {

    @JsonProperty
    private String token = "";

    @NotNull @JsonProperty
    private Map<String, String> panelWs = Map.of();

    /** The options of panel-ws by their names. */
    public Map<String, String> panelWs() {
        return panelWs;
    }

    /** What the nodes know. */
    public String token() {
        return token;
    }
}
