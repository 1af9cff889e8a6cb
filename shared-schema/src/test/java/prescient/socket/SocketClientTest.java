package prescient.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;

/** A connection that is kept up, against a server whose every connection the test decides. */
class SocketClientTest {

    private static final long SEED = 7;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final Vertx vertx = Vertx.vertx();
    private final List<ServerWebSocket> connections = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Recorder talk = new Recorder();
    private final AtomicInteger handshakes = new AtomicInteger();
    private volatile boolean refusing;
    private HttpServer server;
    private SocketClient client;

    /** Keeps what it was told, and greets. */
    private static final class Recorder implements SocketTalk {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<String> lost = new CopyOnWriteArrayList<>();
        private volatile Line line;
        private volatile boolean expectsNews = true;

        @Override
        public boolean expectsNews() {
            return expectsNews;
        }

        @Override
        public void opened(Line newLine) {
            line = newLine;
            newLine.say("hello");
        }

        @Override
        public void heard(String text) {
            heard.add(text);
        }

        @Override
        public void lost(String reason) {
            lost.add(reason);
        }
    }

    @BeforeEach
    void start() {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    handshakes.incrementAndGet();
                    if (refusing || !"7".equals(request.getHeader("Key"))) {
                        request.response().setStatusCode(500).end();
                        return;
                    }
                    request.toWebSocket().onSuccess(socket -> {
                        socket.textMessageHandler(said::add);
                        connections.add(socket);
                    });
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        client = client(Duration.ofSeconds(20));
    }

    private SocketClient client(Duration receiveTimeout) {
        return new SocketClient(
                vertx,
                "the server",
                URI.create("ws://127.0.0.1:" + server.actualPort() + "/feed"),
                () -> Map.of("Key", "7"),
                new SocketLimits(
                        Duration.ofSeconds(5), receiveTimeout, Duration.ofMillis(2), Duration.ofMillis(20), 1 << 16),
                new SplittableRandom(SEED),
                talk);
    }

    @AfterEach
    void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void awaitConnections(int count) {
        await().until(() -> connections.size() == count && said.size() == count);
    }

    @Test
    void everyConnectionBeginsWithWhatTheTalkSaysAndIsHeard() {
        // Given
        client.start();
        awaitConnections(1);

        // When
        connections.getFirst().writeTextMessage("news");

        // Then
        await().until(() -> talk.heard.contains("news"));
        assertThat(said).containsExactly("hello");
        assertThat(client.isConnected()).isTrue();
        assertThat(client.reconnects()).isZero();
    }

    @Test
    void aClosedConnectionIsToldOnceAndReplaced() {
        // Given
        client.start();
        awaitConnections(1);

        // When
        connections.getFirst().close();
        awaitConnections(2);

        // Then
        assertThat(talk.lost).containsExactly("closed by the server");
        assertThat(client.reconnects()).isEqualTo(1);
        connections.getLast().writeTextMessage("again");
        await().until(() -> talk.heard.contains("again"));
    }

    @Test
    void silenceCountsAsLoss() {
        // Given
        client = client(Duration.ofMillis(60));

        // When
        client.start();

        // Then
        await().until(() -> connections.size() >= 2);
        assertThat(talk.lost.getFirst()).startsWith("silent for PT0.06S");
    }

    @Test
    void silenceIsNoLossWhileThereIsNothingToSay() {
        // Given
        talk.expectsNews = false;
        client = client(Duration.ofMillis(40));
        client.start();
        awaitConnections(1);

        // When more than its time has passed on the same event loop
        var passed = new AtomicInteger();
        vertx.setTimer(200, timer -> passed.incrementAndGet());
        await().until(() -> passed.get() == 1);

        // Then
        assertThat(talk.lost).isEmpty();
        talk.expectsNews = true;
        await().until(() -> !talk.lost.isEmpty());
    }

    @Test
    void refusedHandshakesAreTriedAgainAndNothingIsLostThatNeverWas() {
        // Given
        refusing = true;
        client.start();
        await().until(() -> handshakes.get() >= 3);

        // When
        refusing = false;
        awaitConnections(1);

        // Then
        assertThat(talk.lost).isEmpty();
    }

    @Test
    void aConnectionThatMakesNoSenseCanBeDropped() {
        // Given
        client.start();
        awaitConnections(1);

        // When
        client.between(() -> talk.line.drop("a number is missing"));
        awaitConnections(2);

        // Then
        assertThat(talk.lost).containsExactly("a number is missing");
    }

    @Test
    void closedItStaysClosed() {
        // Given
        client.start();
        awaitConnections(1);

        // When
        client.close();
        await().until(() -> connections.getFirst().isClosed());

        // Then
        assertThat(client.isConnected()).isFalse();
        assertThat(talk.lost).isEmpty();
        assertThat(handshakes).hasValue(1);
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        // Given
        var limits = new SocketLimits(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(250), Duration.ofSeconds(30), 1);

        // Then
        assertThat(List.of(0, 1, 2, 6, 7, 8, 500).stream().map(limits::pauseMillis))
                .containsExactly(250L, 500L, 1000L, 16_000L, 30_000L, 30_000L, 30_000L);
        assertThatThrownBy(() -> new SocketLimits(
                        Duration.ofSeconds(1), Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
