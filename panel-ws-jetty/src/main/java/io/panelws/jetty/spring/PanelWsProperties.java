package io.panelws.jetty.spring;

import io.panelws.jetty.PanelWsOptions;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads options from the properties {@code panel-ws.*}. Their names and values are those of {@link PanelWsOptions#names()}, in
 * Spring Boot's spellings: {@code maxMessageBytes} is {@code panel-ws.max-message-bytes} or {@code PANELWS_MAXMESSAGEBYTES}.
 */
final class PanelWsProperties {

    static final String ENABLED = "panel-ws.enabled";

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("panel-ws");

    /** {@code DataSize}: a MB of Spring's is a MiB. */
    private static final Pattern DATA_SIZE = Pattern.compile("([0-9]+)([KMG])B");

    /** Kubernetes sets PANELWS_PORT_80_TCP and PANELWS_SERVICE_HOST for a service of the name panelws. */
    private static final Set<String> KUBERNETES = Set.of("port", "service");

    private final ConfigurableEnvironment environment;
    private final Binder binder;

    PanelWsProperties(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /**
     * Reads them.
     *
     * @throws StartException with a sentence, when a name is unknown or a value makes no sense
     */
    PanelWsOptions.Builder read() {
        refuseUnknownNames();
        // Spring Boot's condition takes everything for true that is not false.
        value(ENABLED).filter(text -> !text.equalsIgnoreCase("true")).ifPresent(text -> {
            throw refused("the property has the value '" + text + "': expected true or false", ENABLED, null);
        });
        PanelWsOptions.Builder options = PanelWsOptions.builder();
        for (String name : PanelWsOptions.names()) {
            String property = property(name);
            value(property).ifPresent(text -> {
                try {
                    options.set(name, ofSpring(text));
                } catch (IllegalArgumentException e) {
                    throw refused(e.getMessage(), property, e);
                }
            });
        }
        return options;
    }

    /** The property of an option. */
    static String property(String option) {
        return "panel-ws." + option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What an option is written as, for a size or duration as Spring Boot writes it; any other text as it is. */
    static String ofSpring(String text) {
        Matcher size = DATA_SIZE.matcher(text.strip());
        if (size.matches()) {
            return size.group(1) + size.group(2) + "iB";
        }
        if (text.startsWith("PT")) {
            try {
                return Duration.parse(text).toMillis() + "ms";
            } catch (DateTimeParseException | ArithmeticException e) {
                return text;
            }
        }
        return text;
    }

    /** A list may be written with commas, or with an index for each item. */
    private Optional<String> value(String property) {
        String text = binder.bind(property, String.class)
                .orElseGet(() -> binder.bind(property, Bindable.listOf(String.class))
                        .map(items -> String.join(",", items))
                        .orElse(null));
        return Optional.ofNullable(text);
    }

    private void refuseUnknownNames() {
        List<String> known = Stream.concat(
                        Stream.of(ENABLED), PanelWsOptions.names().stream().map(PanelWsProperties::property))
                .sorted()
                .toList();
        Set<ConfigurationPropertyName> names =
                known.stream().map(ConfigurationPropertyName::of).collect(Collectors.toSet());
        sources()
                .flatMap(source -> under(source)
                        .filter(name -> !names.contains(withoutIndex(name)) && !isOfKubernetes(source, name)))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(
                            "there is no property " + name + "; known are " + String.join(", ", known),
                            name.toString(),
                            null);
                });
    }

    private static Stream<ConfigurationPropertyName> under(ConfigurationPropertySource source) {
        return source instanceof IterableConfigurationPropertySource all
                ? all.stream().filter(PREFIX::isAncestorOf)
                : Stream.empty();
    }

    private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
        return name.isLastElementIndexed() ? name.getParent() : name;
    }

    private static boolean isOfKubernetes(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
                && KUBERNETES.contains(name.getElement(1, Form.UNIFORM));
    }

    private StartException refused(String sentence, String property, IllegalArgumentException cause) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        String place = sources()
                .map(source -> source.getConfigurationProperty(name))
                .filter(found -> found != null && found.getOrigin() != null)
                .findFirst()
                .map(found -> ", " + found.getOrigin())
                .orElse("");
        return new StartException(sentence + " (" + property + place + ")", StartException.CORRECT, cause);
    }

    private Stream<ConfigurationPropertySource> sources() {
        return StreamSupport.stream(
                ConfigurationPropertySources.get(environment).spliterator(), false);
    }
}
