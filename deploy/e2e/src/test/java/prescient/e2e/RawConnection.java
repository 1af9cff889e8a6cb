package prescient.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection over which anything can be sent, from whichever address of this machine. One thread, but any may close it. */
final class RawConnection implements AutoCloseable {

    /** The other side ended the connection without an answer. */
    static final String CLOSED = "closed";

    /** Nothing came back in time. */
    static final String SILENT = "silent";

    private static final int CONNECT_MS = 5_000;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    static RawConnection open(String from, InetSocketAddress to) throws IOException {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(to, CONNECT_MS);
            socket.setTcpNoDelay(true);
            return new RawConnection(socket);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The status of the answer, {@link #CLOSED} or {@link #SILENT}. */
    String status(Duration patience) {
        var answer = answer(patience);
        return answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : answer;
    }

    /** All that comes until the other side closes, the head included; or {@link #CLOSED} or {@link #SILENT}. */
    String answer(Duration patience) {
        var answer = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException slow) {
            return answer.size() == 0 ? SILENT : answer.toString(StandardCharsets.UTF_8);
        } catch (IOException broken) {
            // What came before the connection broke counts.
        }
        return answer.size() == 0 ? CLOSED : answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is gone in any case.
        }
    }
}
