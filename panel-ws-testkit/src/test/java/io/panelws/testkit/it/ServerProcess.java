package io.panelws.testkit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A server in a process of its own. Its output goes to a file, and to standard output when it does not do as it should. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    /**
     * Starts a program.
     *
     * @param directory where it runs
     * @param log the file that takes its output
     * @param command the program and its arguments
     * @param environment variables besides those of this process
     */
    public ServerProcess(Path directory, Path log, List<String> command, Map<String, String> environment)
            throws IOException {
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("PANEL_WS_TOKEN");
        builder.environment().putAll(environment);
        this.process = builder.start();
        process.getOutputStream().close();
    }

    /** Starts the Java that runs this test, with these arguments. */
    static ServerProcess java(Path directory, Path log, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = Stream.concat(Stream.of(Jdk.current().java().toString()), arguments.stream())
                .toList();
        return new ServerProcess(directory, log, command, environment);
    }

    /** Waits for a line and gives its first group. */
    public String await(String regex) {
        Pattern pattern = Pattern.compile(regex);
        Awaitility.await()
                .atMost(PATIENCE)
                .failFast("the process ended", () -> !process.isAlive())
                .until(() -> pattern.matcher(log()).find());
        Matcher matcher = pattern.matcher(log());
        matcher.find();
        return matcher.group(1);
    }

    /** Waits for the end; the exit status. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the process to end as an operator does: by SIGTERM, or SIGINT for Ctrl-C. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** The processes that it has started itself, and theirs. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** The time on a processor since the start, of all threads, ended ones too; in steps of 10 ms on Linux. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void print() {
        System.out.println("--- log of the server ---\n" + log() + "--- end of log ---");
    }

    /** Ends the process in any case. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
