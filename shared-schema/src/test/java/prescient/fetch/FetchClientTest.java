package prescient.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.testing.StrictLog;

class FetchClientTest {

    private static final FetchClient.Reader<String> TEXT = body -> new String(body, StandardCharsets.UTF_8);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    /** What the server answers, one after the other; the last one for ever. */
    private final Deque<Reply> replies = new ArrayDeque<>();

    private final AtomicInteger retries = new AtomicInteger();
    private HttpServer server;
    private FetchHttp http;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Reply(int status, byte[] body, int promised, Map<String, String> headers) {
        static Reply of(int status, String text) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            return new Reply(status, body, body.length, Map.of());
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Reply reply;
                synchronized (replies) {
                    reply = replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
                }
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(reply.status(), reply.promised());
                exchange.getResponseBody().write(reply.body());
                exchange.getResponseBody().flush();
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        http = new FetchHttp(new FetchLimits(
                Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ofMillis(2), Duration.ofMillis(20), 1000));
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    private Fetched<String> ask(Reply... answers) {
        replies.addAll(List.of(answers));
        return client().get(address(), Map.of(), TEXT);
    }

    private FetchClient client() {
        return new FetchClient(
                "the other",
                http,
                RateBudget.perTenSeconds(1_000, System.nanoTime()),
                new SplittableRandom(1),
                retries::incrementAndGet);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x?key=s3cret");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void whatMayPassIsAskedAgain(int status) {
        // When
        var answer = ask(Reply.of(status, "no"), Reply.of(status, "no"), Reply.of(200, "yes"));

        // Then
        assertThat(answer).isEqualTo(new Got<>("yes", 2));
        assertThat(retries).hasValue(2);
    }

    @Test
    void itGivesUpAfterItsRepetitions() {
        assertThat(ask(Reply.of(500, "no"))).isEqualTo(new Lost<>("the other answered HTTP 500", "no", 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404})
    void whatStaysIsNotAskedAgain(int status) {
        assertThat(ask(Reply.of(status, "no"))).isEqualTo(new Lost<>("the other answered HTTP " + status, "no", 0));
    }

    @Test
    void whatArrivedOfACutBodyIsKept() {
        // When
        var answer = ask(new Reply(200, "half".getBytes(StandardCharsets.UTF_8), 8, Map.of()));

        // Then
        assertThat(answer).isInstanceOfSatisfying(Lost.class, lost -> {
            assertThat(lost.reason()).startsWith("the other did not answer: ").doesNotContain("s3cret");
            assertThat(lost.body()).isEqualTo("half");
            assertThat(lost.retries()).isEqualTo(2);
        });
    }

    @Test
    void anUnreadableAnswerIsAskedForAgain() {
        // Given
        replies.add(Reply.of(200, "?"));

        // When
        var answer = client().get(address(), Map.of(), body -> {
            throw new IOException("cannot read " + body.length);
        });

        // Then
        assertThat(answer).isEqualTo(new Lost<>("the answer is not readable", "?", 2));
    }

    @Test
    void aLongerPauseIsTakenWhenItIsAskedForUpToTheLongest() {
        // When
        var began = System.nanoTime();
        var answer = ask(new Reply(429, new byte[0], -1, Map.of("Retry-After", "3600")), Reply.of(200, "yes"));

        // Then
        assertThat(answer).isEqualTo(new Got<>("yes", 1));
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(20), Duration.ofSeconds(60));
    }

    @Test
    void aPackedAnswerIsUnpackedWithinTheLimit() throws IOException {
        assertThat(ask(packed("a".repeat(1000)))).isEqualTo(new Got<>("a".repeat(1000), 0));
        replies.clear();
        assertThat(ask(packed("a".repeat(1001))))
                .isEqualTo(new Lost<>("the other did not answer: the answer is larger than 1000 bytes", "", 2));
    }

    private static Reply packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new Reply(200, bytes.toByteArray(), bytes.size(), Map.of("Content-Encoding", "gzip"));
    }

    @Test
    void anInterruptEndsTheWaiting() {
        // Given
        replies.add(Reply.of(200, "yes"));
        Thread.currentThread().interrupt();

        // When
        var answer = client().get(address(), Map.of(), TEXT);

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(new Lost<>("stopped while waiting", "", 0));
    }
}
