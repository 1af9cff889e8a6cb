package prescient.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * One HTTP/1.1 connection to 127.0.0.1 that is kept open. It understands what the services send: a status line, headers,
 * and a body of the announced length or in chunks. One thread at a time.
 */
public final class Connection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNKED = -1;

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;
    private byte[] buffer = new byte[16 * 1024];
    private int filled;
    private int bodyFrom;

    /** Connects; the caller closes it. */
    public Connection(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 5_000);
        input = socket.getInputStream();
        output = socket.getOutputStream();
    }

    /**
     * A whole request as bytes, to be sent as often as one likes.
     *
     * @param authorization the value of that header
     */
    public static byte[] get(String path, String authorization) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: "
                        + authorization + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The same with a JSON body. */
    public static byte[] post(String path, String authorization, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
                + "Authorization: " + authorization + "\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        var start = head.getBytes(StandardCharsets.US_ASCII);
        var request = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    /** Sends a request and returns the answer's status once its body has been read. */
    public int exchange(byte[] request) throws IOException {
        output.write(request);
        filled = 0;
        int headEnd = readHead();
        bodyFrom = headEnd;
        int length = contentLength(headEnd);
        while (length == CHUNKED ? !endsWithLastChunk(headEnd) : filled < headEnd + length) {
            readMore();
        }
        return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
    }

    /** The body of the last answer. */
    public String body() {
        return new String(buffer, bodyFrom, filled - bodyFrom, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Where the body begins. */
    private int readHead() throws IOException {
        int seen = 0;
        while (true) {
            readMore();
            for (; seen + 3 < filled; seen++) {
                if (buffer[seen] == '\r' && buffer[seen + 2] == '\r' && buffer[seen + 3] == '\n') {
                    return seen + 4;
                }
            }
        }
    }

    /** The announced length, or {@link #CHUNKED}; the services send one or the other. */
    private int contentLength(int headEnd) {
        for (int line = 0; line < headEnd; line++) {
            if (buffer[line] == '\n' && startsWithLength(line + 1)) {
                int length = 0;
                for (int i = line + 1 + LENGTH.length; buffer[i] != '\r'; i++) {
                    length = buffer[i] == ' ' ? length : length * 10 + buffer[i] - '0';
                }
                return length;
            }
        }
        return CHUNKED;
    }

    /** The bodies are JSON, in which these bytes cannot occur otherwise. */
    private boolean endsWithLastChunk(int headEnd) {
        int start = filled - LAST_CHUNK.length;
        return start >= headEnd
                && (start == headEnd || buffer[start - 1] == '\n')
                && Arrays.equals(buffer, start, filled, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    private boolean startsWithLength(int from) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (Character.toLowerCase(buffer[from + i]) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private void readMore() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = input.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        filled += read;
    }
}
