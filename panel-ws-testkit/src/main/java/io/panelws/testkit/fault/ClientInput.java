package io.panelws.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a node sends. While the proxy holds something back it reads ahead, since only reading shows that the node has gone.
 * Used by one thread.
 */
final class ClientInput extends InputStream {

    private final Socket socket;
    private final InputStream in;
    private byte[] ahead = new byte[8 << 10];
    private int next;
    private int end;

    ClientInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    @Override
    public int read() throws IOException {
        return next == end && !fill() ? -1 : ahead[next++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length > 0 && next == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(ahead, next, target, offset, count);
        next += count;
        return count;
    }

    /** Waits, and tells whether the node has gone meanwhile. */
    boolean endsWithin(Duration wait) {
        long limit = System.nanoTime() + wait.toNanos();
        while (true) {
            long left = limit - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                socket.setSoTimeout((int) (left / 1_000_000 + 1));
                if (!fill()) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                // The loop looks at the time.
            } catch (IOException e) {
                return true;
            } finally {
                waitForeverAgain();
            }
        }
    }

    /** Drops whatever comes, until the node or the proxy ends the connection. */
    void dropAll() {
        try {
            do {
                next = end;
            } while (fill());
        } catch (IOException e) {
            // That is an end too.
        }
    }

    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = 0;
        } else if (end == ahead.length) {
            ahead = Arrays.copyOf(ahead, 2 * ahead.length);
        }
        int count = in.read(ahead, end, ahead.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }

    private void waitForeverAgain() {
        try {
            socket.setSoTimeout(0);
        } catch (IOException e) {
            // It is closed, which the next read tells.
        }
    }
}
