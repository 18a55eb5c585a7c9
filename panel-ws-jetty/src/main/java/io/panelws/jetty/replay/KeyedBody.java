package io.panelws.jetty.replay;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A request's body that is digested as it is read, by whomever. What has been read for the digest alone is kept for the
 * servlet, which notices nothing.
 */
final class KeyedBody extends ServletInputStream {

    static final int MAX = 1 << 20;
    private static final int FIRST = 8 << 10;

    private final HttpServletRequest request;
    private final ServletInputStream raw;
    private final long declared;
    private final Bytes memory;
    private final MessageDigest sha256 = Digest.sha256();
    private Optional<byte[]> digest = Optional.empty();

    // Read and not yet taken by the servlet: from next to end.
    private byte[] kept = {};
    private int next;
    private int end;

    private long seen;
    private boolean eof;

    /** It can or may not be read whole. */
    private boolean givenUp;

    private Optional<ForwardingListener> listener = Optional.empty();

    KeyedBody(HttpServletRequest request, Bytes memory) throws IOException {
        this.request = request;
        this.raw = request.getInputStream();
        this.declared = request.getContentLengthLong();
        this.memory = memory;
        this.givenUp = declared > MAX;
    }

    /** The SHA-256 of the whole body, for which the rest of it is read; empty where that is too much or cannot be. */
    Optional<byte[]> digest() {
        if (!isWhole() && !givenUp && listener.isEmpty()) {
            readOn();
        }
        if (isWhole() && !givenUp && digest.isEmpty()) {
            digest = Optional.of(sha256.digest());
        }
        return digest;
    }

    private boolean isWhole() {
        return eof || seen == declared || listener.isPresent() && listener.get().allRead;
    }

    /** What the servlet is to read first; the whole body when nothing else has read it before {@link #digest}. */
    ByteBuffer kept() {
        return ByteBuffer.wrap(kept, next, end - next);
    }

    /** Gives the memory back; nothing is read any more. */
    void release() {
        memory.release(kept.length);
        kept = new byte[0];
        next = 0;
        end = 0;
        givenUp = true;
    }

    private void readOn() {
        try {
            while (!isWhole() && !givenUp) {
                if (end < kept.length || grow()) {
                    int count = readRaw(kept, end, kept.length - end);
                    end += Math.max(count, 0);
                } else {
                    givenUp = true;
                }
            }
        } catch (IOException | RuntimeException e) {
            // The servlet will see the same when it comes there.
            givenUp = true;
        }
    }

    /** Memory is taken as the body comes, not as its length is declared: declaring costs nothing. */
    private boolean grow() {
        int larger = Math.min(Math.max(FIRST, 2 * kept.length), MAX + 1);
        if (!memory.reserve(larger - kept.length)) {
            return false;
        }
        kept = Arrays.copyOf(kept, larger);
        return true;
    }

    private int readRaw(byte[] target, int offset, int length) throws IOException {
        int count = raw.read(target, offset, length);
        if (count < 0) {
            eof = true;
        } else {
            seen += count;
            givenUp |= seen > MAX;
            if (!givenUp) {
                sha256.update(target, offset, count);
            }
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        if (count == 0) {
            throw new IOException("nothing is ready");
        }
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        int count = Math.min(length, end - next);
        if (count > 0 || length == 0) {
            System.arraycopy(kept, next, target, offset, count);
            next += count;
            return count;
        }
        return eof ? -1 : readRaw(target, offset, length);
    }

    @Override
    public int available() throws IOException {
        return next < end ? end - next : raw.available();
    }

    @Override
    public boolean isFinished() {
        return next == end && raw.isFinished();
    }

    @Override
    public boolean isReady() {
        return next < end || eof || raw.isReady();
    }

    @Override
    public void setReadListener(ReadListener readListener) {
        if (listener.isPresent()) {
            throw new IllegalStateException("there is a read listener already");
        }
        ForwardingListener forwarding = new ForwardingListener(Objects.requireNonNull(readListener));
        if (eof) {
            // Jetty takes no listener behind the end.
            request.getAsyncContext().start(forwarding::run);
        } else {
            raw.setReadListener(forwarding);
        }
        listener = Optional.of(forwarding);
    }

    /** Calls the servlet's listener first for what is kept, which the container does not know of. */
    private final class ForwardingListener implements ReadListener {

        private final ReadListener servlets;
        private boolean allRead;
        private boolean told;

        ForwardingListener(ReadListener servlets) {
            this.servlets = servlets;
        }

        @Override
        public void onDataAvailable() throws IOException {
            servlets.onDataAvailable();
        }

        @Override
        public void onAllDataRead() throws IOException {
            allRead = true;
            if (next < end) {
                servlets.onDataAvailable();
            }
            if (next == end && !told) {
                told = true;
                servlets.onAllDataRead();
            }
        }

        @Override
        public void onError(Throwable failure) {
            servlets.onError(failure);
        }

        /** In place of the container. */
        void run() {
            try {
                onAllDataRead();
            } catch (IOException | RuntimeException | Error e) {
                onError(e);
            }
        }
    }
}
