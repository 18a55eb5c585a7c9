package io.panelws.testkit.cli;

import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.Printable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Whatever goes wrong is one line on standard error, with what the person at the terminal can do about it, and without the
 * token.
 */
final class Failures {

    /** The exit statuses that commands share. */
    static final int FAILED = 1;

    static final int USAGE = 2;
    static final int NO_CONNECTION = 3;
    static final int OWN_ERROR = 70;

    /** The name of an option, without what may be glued to it. */
    private static final Pattern NAME = Pattern.compile("(--token|--[A-Za-z-]+|-[A-Za-z]).*");

    private static final String NO_SUCH_COMMAND = "there is no such command";

    private Failures() {}

    static CommandLine inOneLine(CommandLine commandLine) {
        return commandLine
                .setParameterExceptionHandler((failure, arguments) -> usage(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> own(failure, command))
                .setExecutionStrategy(Failures::run);
    }

    /** Says why a command ends. */
    static void tell(CommandLine command, String sentence) {
        command.getErr().println("panel-ws: " + Printable.of(mask(command).apply(sentence)));
    }

    /** Takes tokens out of what is shown: the command's own, and whatever is called so. */
    static Mask mask(CommandLine command) {
        return value(command, "--token").map(String::valueOf).map(Mask::of).orElse(Mask.PARAMETERS);
    }

    /** Picocli hands on exceptions alone. */
    private static int run(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (Error e) {
            List<CommandLine> commands = parsed.asCommandLineList();
            return own(e, commands.get(commands.size() - 1));
        }
    }

    private static int own(Throwable failure, CommandLine command) {
        Optional<Object> verbose = value(command, "--verbose");
        boolean shown = verbose.equals(Optional.of(true));
        tell(command, sentence(failure) + (verbose.isPresent() && !shown ? " (-v shows where)" : ""));
        if (shown) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            command.getErr().print(mask(command).apply(trace.toString()));
            command.getErr().flush();
        }
        return OWN_ERROR;
    }

    /** What it says, and what its cause says besides. */
    static String sentence(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "there is not enough memory; java -Xmx2g -jar panel-ws.jar has more";
        }
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return Optional.ofNullable(failure.getCause())
                .map(Throwable::getMessage)
                .filter(cause -> !message.contains(cause))
                .map(cause -> message + ": " + cause)
                .orElse(message);
    }

    /** Picocli's own sentences repeat what was typed, the secret behind a mistyped option too: these never do. */
    private static int usage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName(" ");
        String sentence = mask(command).apply(usageSentence(failure));
        command.getErr().println(name + ": " + Printable.of(sentence) + "; see '" + name + " --help'");
        return USAGE;
    }

    private static String usageSentence(ParameterException failure) {
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (failure instanceof CommandLine.MissingParameterException missing) {
            return missing(missing);
        }
        if (failure.getArgSpec() != null) {
            return label(failure.getArgSpec()) + " is not " + wanted(failure);
        }
        boolean help = failure.getMessage().startsWith("Unknown subcommand");
        return help ? NO_SUCH_COMMAND : failure.getMessage();
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException failure) {
        List<String> arguments = failure.getUnmatched();
        Optional<String> option =
                arguments.stream().filter(each -> each.startsWith("-")).findFirst();
        boolean command = !failure.getCommandLine().getSubcommands().isEmpty();
        String sentence = option.isPresent()
                ? "there is no option" + option.map(Failures::named).orElse("")
                : command ? NO_SUCH_COMMAND : "there are more arguments than it takes";
        return failure.getSuggestions().isEmpty()
                ? sentence
                : sentence + " (is it " + String.join(" or ", failure.getSuggestions()) + "?)";
    }

    private static String named(String option) {
        Matcher matcher = NAME.matcher(option);
        return matcher.matches() ? " " + matcher.group(1) : " of this name";
    }

    /** An option that has to be there is missing as a whole, another one is there and lacks its value. */
    private static String missing(CommandLine.MissingParameterException failure) {
        return failure.getMissing().stream()
                .map(each -> each.isOption() && !each.required()
                        ? label(each) + " lacks its value"
                        : label(each) + " is missing")
                .collect(Collectors.joining(", "));
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** The converters of this package say what they want; of picocli's there are three. */
    private static String wanted(ParameterException failure) {
        Class<?> type = failure.getArgSpec().type();
        if (type == int.class) {
            return "a whole number";
        }
        if (type == Double.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "an option with a value";
        }
        return String.valueOf(failure.getCause().getMessage());
    }

    private static Optional<Object> value(CommandLine command, String option) {
        return Optional.ofNullable(command.getCommandSpec().findOption(option)).map(OptionSpec::getValue);
    }
}
