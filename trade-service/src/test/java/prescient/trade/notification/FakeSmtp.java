package prescient.trade.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server of RFC 5321 as far as a client needs one: it notes the letters it takes. */
public final class FakeSmtp implements AutoCloseable {

    /** A letter as it came. */
    record Letter(String from, List<String> to, List<String> lines) {

        String header(String name) {
            var start = name.toLowerCase(Locale.ROOT) + ":";
            return lines.stream()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return String.join("\n", lines);
        }
    }

    final List<Letter> letters = new CopyOnWriteArrayList<>();
    final List<String> logins = new CopyOnWriteArrayList<>();
    /** What it says to the end of a letter; the letter is taken when it begins with 2. */
    volatile String verdict = "250 taken";
    /** What it offers after EHLO. */
    volatile List<String> offers = List.of("AUTH PLAIN", "8BITMIME");

    private final ServerSocket socket;
    private final @Nullable SSLContext tls;
    private final boolean atOnce;

    /** Without TLS. */
    public FakeSmtp() {
        this(null, false);
    }

    /**
     * With TLS.
     *
     * @param atOnce from the beginning; otherwise after STARTTLS, and nothing is taken before
     */
    FakeSmtp(@Nullable SSLContext tls, boolean atOnce) {
        this.tls = tls;
        this.atOnce = atOnce;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().name("fake-smtp").start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> welcome(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void welcome(Socket client) {
        try (var served = tls != null && atOnce ? secured(tls, client) : client) {
            say(served, "220 localhost ready");
            talk(served, tls != null && !atOnce);
        } catch (IOException gone) {
            // The client has left in the middle, or the test is over.
        }
    }

    private static Socket secured(SSLContext tls, Socket client) throws IOException {
        var secured = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    /** @param insists on STARTTLS */
    private void talk(Socket client, boolean insists) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            var from = "";
            var to = new ArrayList<String>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("EHLO")) {
                    (insists ? List.of("STARTTLS") : offers).forEach(offer -> tell(client, "250-" + offer));
                    say(client, "250 SIZE 1000000");
                } else if (insists && command.equals("STARTTLS")) {
                    say(client, "220 go ahead");
                    talk(secured(Objects.requireNonNull(tls), client), false);
                    return;
                } else if (insists && !command.equals("QUIT")) {
                    say(client, "530 STARTTLS first");
                } else if (command.startsWith("AUTH PLAIN ")) {
                    logins.add(new String(Base64.getDecoder().decode(line.substring(11)), StandardCharsets.UTF_8)
                            .replace('\0', ' ')
                            .strip());
                    say(client, "235 welcome");
                } else if (command.startsWith("MAIL FROM:")) {
                    from = address(line);
                    to.clear();
                    say(client, "250 ok");
                } else if (command.startsWith("RCPT TO:")) {
                    to.add(address(line));
                    say(client, "250 ok");
                } else if (command.equals("DATA")) {
                    say(client, "354 go on");
                    var lines = letter(in);
                    if (verdict.startsWith("2")) {
                        letters.add(new Letter(from, List.copyOf(to), lines));
                    }
                    say(client, verdict);
                } else if (command.equals("QUIT")) {
                    say(client, "221 bye");
                    return;
                } else {
                    say(client, "502 what?");
                }
            }
        }
    }

    private static List<String> letter(BufferedReader in) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            lines.add(line);
        }
        return List.copyOf(lines);
    }

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static void tell(Socket client, String line) {
        try {
            say(client, line);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
