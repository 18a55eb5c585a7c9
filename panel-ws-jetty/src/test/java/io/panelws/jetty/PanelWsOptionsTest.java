package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.jetty.PanelWsOptions.Builder;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.replay.WhenDown;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PanelWsOptionsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]\\w+)` \\|");

    /** A value other than the default, as text, by the type of the getter. */
    private static final Map<Class<?>, String> OTHER = Map.of(
            Dispatch.class, "forward",
            String.class, "probe:/x",
            Set.class, "A, B",
            int.class, "7",
            long.class, "1GiB",
            Duration.class, "7s",
            boolean.class, "false",
            WhenDown.class, "local",
            Optional.class, "jdbc:java:comp/env/jdbc/panel");

    private static final Map<String, String> OTHER_BY_NAME = Map.of("replayStoreCreate", "true");

    private static String other(String name) throws ReflectiveOperationException {
        return OTHER_BY_NAME.getOrDefault(name, OTHER.get(getter(name).getReturnType()));
    }

    static Collection<Option<?>> all() {
        return Option.all();
    }

    static List<String> written() {
        return Option.writtenNames();
    }

    private static List<String> names() {
        return all().stream().<String>map(Option::name).toList();
    }

    /** The public instance methods of a class that are not Object's. */
    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !Set.of("equals", "hashCode", "toString").contains(method.getName()))
                .toList();
    }

    private static Method getter(String name) throws ReflectiveOperationException {
        return PanelWsOptions.class.getMethod(name);
    }

    private static Builder set(String name, Object value) throws ReflectiveOperationException {
        Method setter = methods(Builder.class).stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return (Builder) setter.invoke(
                PanelWsOptions.builder(), value instanceof Optional<?> object ? object.orElseThrow() : value);
    }

    private static void assertOnlyDiffersIn(String name, PanelWsOptions options) throws ReflectiveOperationException {
        List<String> different = new ArrayList<>();
        for (String each : names()) {
            if (!getter(each).invoke(options).equals(getter(each).invoke(PanelWsOptions.DEFAULT))) {
                different.add(each);
            }
        }
        assertThat(different).containsExactly(name);
    }

    @Test
    void hasAGetterAndABuilderMethodForEachOptionAndNoOther() {
        assertThat(methods(PanelWsOptions.class))
                .extracting(Method::getName)
                .containsExactlyInAnyOrderElementsOf(names());
        assertThat(methods(Builder.class))
                .extracting(Method::getName)
                .filteredOn(name -> !Set.of("set", "build").contains(name))
                .containsExactlyInAnyOrderElementsOf(names());
    }

    @ParameterizedTest
    @MethodSource("all")
    void beginsWithTheDefault(Option<?> option) throws ReflectiveOperationException {
        assertThat(getter(option.name()).invoke(PanelWsOptions.DEFAULT)).isEqualTo(option.standard());
    }

    @ParameterizedTest
    @MethodSource("written")
    void setsThatOptionAndNoOther(String name) throws ReflectiveOperationException {
        String text = other(name);
        PanelWsOptions read = PanelWsOptions.builder().set(name, text).build();
        assertOnlyDiffersIn(name, read);
        assertThat(set(name, getter(name).invoke(read)).build()).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("written")
    void showsWhatIsNotTheDefaultAsItMayBeReadAgain(String name) throws ReflectiveOperationException {
        PanelWsOptions options = PanelWsOptions.builder().set(name, other(name)).build();
        String[] shown = options.toString().split("=", 2);
        assertThat(shown[0]).isEqualTo(name);
        assertThat(PanelWsOptions.builder().set(name, shown[1]).build()).isEqualTo(options);
    }

    @Test
    void showsNothingSecret() {
        NodeAuthenticator authenticator = new NodeAuthenticator() {
            @Override
            public Optional<Refusal> authenticate(HttpServletRequest handshake) {
                return Optional.empty();
            }

            @Override
            public String toString() {
                return "secret";
            }
        };
        assertThat(PanelWsOptions.DEFAULT).hasToString("");
        assertThat(PanelWsOptions.builder()
                        .requestTimeout(Duration.ofMillis(1_500))
                        .idleTimeout(Duration.ofHours(2))
                        .maxRecordedBytes(1_000)
                        .maxMessageBytes(1 << 20)
                        .nodeAuthenticator(authenticator)
                        .build())
                .hasToString(
                        "maxMessageBytes=1MiB, requestTimeout=1500ms, idleTimeout=2h, maxRecordedBytes=1000, nodeAuthenticator="
                                + authenticator.getClass().getName());
        assertThat(PanelWsOptions.builder()
                        .handshakeAuth("probe:/x?token=secret")
                        .build())
                .hasToString("handshakeAuth=probe:/x?...");
    }

    @Test
    void keepsWhatOnlyCodeCanSet() throws ReflectiveOperationException {
        NodeAuthenticator authenticator = request -> Optional.empty();
        PanelWsOptions withAuthenticator =
                PanelWsOptions.builder().nodeAuthenticator(authenticator).build();
        assertThat(withAuthenticator.nodeAuthenticator()).containsSame(authenticator);
        assertOnlyDiffersIn("nodeAuthenticator", withAuthenticator);

        ReplayStore store = (ReplayStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ReplayStore.class}, (proxy, method, arguments) -> null);
        assertThat(PanelWsOptions.builder().replayStore(store).build().replayStore())
                .matches(Optional::isPresent)
                .matches(kept -> kept.get() == store);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void standsInTheTableOfTheReadme(String file) throws IOException {
        String text = Files.readString(Path.of("..", file));
        int start = text.indexOf("| `dispatch` |");
        String table = text.substring(start, text.indexOf("\n\n", start));
        assertThat(ROW.matcher(table).results().map(row -> row.group(1))).containsExactlyElementsOf(names());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "maxConnection   | 1      | there is no option maxConnection; known are allowedMethods, allowedOrigins",
                "nodeAuthenticator | x    | there is no option nodeAuthenticator; known are allowedMethods, allowedOrigins",
                "replayStore     | x      | the option replayStore has the value 'x': expected memory, or jdbc: and the name",
                "replayStoreDown | wait   | the option replayStoreDown has the value 'wait': expected refuse or local",
                "maxConnections  | many   | the option maxConnections has the value 'many': expected a number",
                "maxConnections  | 0      | the option maxConnections has the value '0': maxConnections is not positive",
                "maxMessageBytes | 4GiB   | the option maxMessageBytes has the value '4GiB': at most 2147483647 bytes",
                "keepAlive       | 30     | the option keepAlive has the value '30': expected a duration",
                "replayGuard     | yes    | the option replayGuard has the value 'yes': expected true or false",
                "dispatch        | all    | the option dispatch has the value 'all': expected request or forward",
                "handshakeAuth   | probe  | the option handshakeAuth has the value 'probe': handshakeAuth is none of: none,",
                "allowedMethods  | \" ,\" | the option allowedMethods has the value ',': allowedMethods is empty",
            })
    void refusesWithASentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> PanelWsOptions.builder().set(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void readsListsTrimmedAndInOrder() {
        PanelWsOptions options = PanelWsOptions.builder()
                .set("proxyHeaders", " X-B ,, X-A\t, ")
                .set("messageHeaders", "")
                .build();
        assertThat(options.proxyHeaders()).containsExactly("X-B", "X-A");
        assertThat(options.messageHeaders()).isEmpty();
    }

    @Test
    void cannotBeChangedAfterwards() {
        List<String> names = new ArrayList<>(List.of("X-A"));
        Builder builder = PanelWsOptions.builder().proxyHeaders(names);
        PanelWsOptions options = builder.build();
        names.add("X-B");
        builder.maxConnections(1);
        assertThat(options)
                .isEqualTo(PanelWsOptions.builder().proxyHeaders(Set.of("X-A")).build());
        assertThatThrownBy(() -> options.proxyHeaders().add("X-C")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void assertRefused(String sentence, Supplier<Builder> options) {
        assertThatThrownBy(() -> options.get().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void refusesValuesThatCannotWorkTogether() {
        assertRefused(
                "maxConnections is not positive", () -> PanelWsOptions.builder().maxConnections(-1));
        assertRefused(
                "maxPendingBytes is less than maxMessageBytes: the largest message could never be received",
                () -> PanelWsOptions.builder().maxPendingBytes(1 << 20));
        assertRefused(
                "nodeAuthenticator and handshakeAuth both judge handshakes: set one of them",
                () -> PanelWsOptions.builder()
                        .handshakeAuth("probe:/x")
                        .nodeAuthenticator(request -> Optional.empty()));
        assertRefused(
                "x-edge is in proxyHeaders and in messageHeaders: who may set it?",
                () -> PanelWsOptions.builder().proxyHeaders(Set.of("X-Edge")).messageHeaders(Set.of("x-edge")));
    }
}
