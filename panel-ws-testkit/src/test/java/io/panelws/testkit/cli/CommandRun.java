package io.panelws.testkit.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command, run in the process of the test.
 *
 * @param status the exit status
 * @param bytes what went to standard output
 * @param err what went to standard error
 */
record CommandRun(int status, byte[] bytes, String err) {

    /** The streams of the process, as a command has them: only one test at a time may do so. */
    static CommandRun of(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream("from standard input".getBytes(StandardCharsets.UTF_8)));
        try {
            int status = PanelWs.commandLine().execute(arguments);
            return new CommandRun(status, outBytes.toByteArray(), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        }
    }

    String out() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Both streams. */
    String all() {
        return out() + err;
    }
}
