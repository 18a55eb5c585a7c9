package io.panelws.testkit.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.PropertiesDefaultProvider;

/** What is not given on the command line: from the environment, else from the file that {@code --config} names. */
final class GatewayDefaults implements IDefaultValueProvider {

    static final String CONFIG = "--config";

    private static final String PREFIX = "PANEL_WS_GATEWAY_";

    private final Map<String, String> environment;
    private Optional<PropertiesDefaultProvider> file = Optional.empty();

    /** Made by picocli. */
    GatewayDefaults() {
        this(System.getenv());
    }

    GatewayDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Asked when the command line has been read, so that {@code --config} is known. */
    @Override
    public String defaultValue(ArgSpec argument) throws Exception {
        if (!(argument instanceof OptionSpec option) || option.versionHelp() || option.usageHelp()) {
            return null;
        }
        String set = environment.get(variable(option.longestName()));
        if (set != null || option.longestName().equals(CONFIG)) {
            return set;
        }
        Optional<Path> config = config(option.command());
        if (config.isEmpty()) {
            return null;
        }
        if (file.isEmpty()) {
            file = Optional.of(new PropertiesDefaultProvider(read(config.get(), option.command())));
        }
        return file.get().defaultValue(option);
    }

    private Optional<Path> config(CommandSpec command) {
        Object given = command.findOption(CONFIG).getValue();
        return Optional.ofNullable(given == null ? environment.get(variable(CONFIG)) : given.toString())
                .map(Path::of);
    }

    private static String variable(String option) {
        return PREFIX + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Properties read(Path config, CommandSpec command) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(config)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), CONFIG + ": " + config + " cannot be read");
        }
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (name.equals("config") || command.findOption("--" + name) == null) {
                throw new ParameterException(
                        command.commandLine(), CONFIG + ": there is no option '" + name + "', see --help");
            }
        }
        return properties;
    }
}
