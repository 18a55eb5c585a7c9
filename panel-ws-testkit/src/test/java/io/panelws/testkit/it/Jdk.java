package io.panelws.testkit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java on this machine.
 *
 * @param home its directory
 * @param feature its version, 17 or 25
 */
public record Jdk(Path home, int feature) {

    /** The one that runs this test. */
    public static Jdk current() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The newest of those that are installed beside the current one, if it is no older than this. */
    public static Optional<Jdk> newest(int atLeast) {
        try (Stream<Path> homes = Files.list(current().home().toRealPath().getParent())) {
            return Stream.concat(Stream.of(current()), homes.flatMap(home -> at(home).stream()))
                    .filter(jdk -> jdk.feature() >= atLeast)
                    .max(Comparator.comparingInt(Jdk::feature));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var in = Files.newInputStream(release)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty()
                ? Optional.empty()
                : Optional.of(new Jdk(home, Runtime.Version.parse(version).feature()));
    }

    Path java() {
        return home.resolve("bin/java");
    }
}
