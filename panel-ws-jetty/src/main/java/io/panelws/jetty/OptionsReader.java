package io.panelws.jetty;

import jakarta.servlet.FilterConfig;
import java.util.Collections;

/** Reads {@link PanelWsOptions} from the init-params of a filter. */
final class OptionsReader {

    private OptionsReader() {}

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException when a name is unknown or a value malformed, with a sentence that names it
     */
    static PanelWsOptions read(FilterConfig config) {
        PanelWsOptions.Builder builder = PanelWsOptions.builder();
        for (String name : Collections.list(config.getInitParameterNames())) {
            builder.set("init-param", name, config.getInitParameter(name));
        }
        return builder.build();
    }
}
