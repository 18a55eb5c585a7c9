package io.panelws.jetty.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.panelws.jetty.PanelWsOptions;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an IDE shows for {@code panel-ws.*} is what there is. */
class PropertiesMetadataTest {

    /** By the type of the option's getter; sizes, which end with Bytes, are numbers there. */
    private static final Map<Class<?>, String> TYPES = Map.of(
            Set.class, "java.util.Set<java.lang.String>",
            int.class, "java.lang.Integer",
            boolean.class, "java.lang.Boolean",
            Duration.class, "java.time.Duration");

    private final Map<String, JsonObject> properties = read();

    static List<String> names() {
        return PanelWsOptions.names();
    }

    private static Map<String, JsonObject> read() {
        var file = PropertiesMetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json");
        JsonObject metadata = JsonParser.parseReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                .getAsJsonObject();
        return metadata.getAsJsonArray("properties").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .collect(Collectors.toMap(property -> property.get("name").getAsString(), property -> property));
    }

    @Test
    void hasEveryOptionAndTheSwitch() {
        assertThat(properties.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("panel-ws.enabled"), names().stream().map(PanelWsProperties::property))
                        .toList());
        assertThat(properties.values())
                .allSatisfy(property ->
                        assertThat(property.get("description").getAsString()).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysTheType(String name) throws ReflectiveOperationException {
        Class<?> type = PanelWsOptions.class.getMethod(name).getReturnType();
        String expected = name.endsWith("Bytes")
                ? "org.springframework.util.unit.DataSize"
                : TYPES.getOrDefault(type, "java.lang.String");
        assertThat(property(name).get("type").getAsString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysTheDefault(String name) throws ReflectiveOperationException {
        JsonElement value = property(name).get("defaultValue");
        Object standard = PanelWsOptions.class.getMethod(name).invoke(PanelWsOptions.DEFAULT);
        if (value == null) {
            assertThat(standard).isEqualTo(Set.of());
        } else {
            String text = value.isJsonArray()
                    ? StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                            .map(JsonElement::getAsString)
                            .collect(Collectors.joining(","))
                    : value.getAsString();
            PanelWsOptions options = PanelWsOptions.builder()
                    .set(name, PanelWsProperties.ofSpring(text))
                    .build();
            assertThat(PanelWsOptions.class.getMethod(name).invoke(options)).isEqualTo(standard);
        }
    }

    private JsonObject property(String name) {
        return properties.get(PanelWsProperties.property(name));
    }
}
