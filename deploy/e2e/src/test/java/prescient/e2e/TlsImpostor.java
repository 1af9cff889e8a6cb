package prescient.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Listens where a service should, with a certificate of its own, and writes down what it is told. */
final class TlsImpostor implements AutoCloseable {

    private static final String ANSWER =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final SSLServerSocket entrance;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    TlsImpostor(int port, SSLContext certificate) throws IOException {
        entrance = (SSLServerSocket) certificate.getServerSocketFactory().createServerSocket();
        entrance.setReuseAddress(true);
        entrance.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        Thread.ofVirtual().start(this::accept);
    }

    /** The lines of all requests up to their bodies. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    /** How many callers broke off when they saw the certificate. */
    int refusals() {
        return refusals.get();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var caller = (SSLSocket) entrance.accept();
                Thread.ofVirtual().start(() -> listen(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void listen(SSLSocket caller) {
        try (caller) {
            caller.setSoTimeout(5_000);
            caller.startHandshake();
            var request = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
            for (var line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                heard.add(line);
            }
            caller.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
        } catch (SSLException refused) {
            refusals.incrementAndGet();
        } catch (IOException gone) {
            // Whatever it said before is written down.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
