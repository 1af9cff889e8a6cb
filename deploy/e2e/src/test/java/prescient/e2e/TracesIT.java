package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.local.Venue;

/** Traces as a collector gets them (OTLP over HTTP), searched as bytes: ids and texts stand in them as they are. */
class TracesIT {

    /** First bytes of the trade's id, hashed: see deploy/monitoring/README.md. */
    private static final int TRACE_BYTES = 16;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void startCollector() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            try (exchange) {
                received.add(text(
                        exchange.getRequestBody().readAllBytes(),
                        exchange.getRequestHeaders().getFirst("Content-Encoding")));
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
    }

    @AfterEach
    void stopCollector() {
        collector.stop(0);
    }

    @Test
    void everyStepOfATradeFromTheSignalToTheLedgerIsInTheTraceOfItsId() throws Exception {
        var asked = Map.of(
                "QUARKUS_OTEL_SDK_DISABLED",
                "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort());
        try (var live = start("traces", asked)) {
            // When
            var trade = trade(live);
            // Then
            var trace = traceOf(trade);
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                for (var step : Map.of(
                                "signal-service", "signal ended",
                                "trade-service", "order ended",
                                "portfolio-service", "fill booked")
                        .entrySet()) {
                    assertThat(received)
                            .as(step.toString())
                            .anySatisfy(
                                    batch -> assertThat(batch).contains(step.getKey(), step.getValue(), trade, trace));
                }
            });
            assertThat(live.logs().all(Set.of("WARN", "ERROR"))).isEmpty();
        }
    }

    @Test
    void withoutBeingAskedForNoneAreSent() throws Exception {
        var asked = Map.of(
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort());
        try (var live = start("no-traces", asked)) {
            // When
            trade(live);
            Thread.sleep(Duration.ofSeconds(6));
            // Then
            assertThat(received).isEmpty();
        }
    }

    private static LiveSuite start(String name, Map<String, String> environment) throws InterruptedException {
        return LiveSuite.start(
                name, config -> config.withVenue(new Venue.Simulated(5, 10, 40)).withEnvironment(environment));
    }

    /** The id of a trade that a cycle made. */
    private static String trade(LiveSuite live) throws Exception {
        live.api().post("/trading/cycles", "{\"cycle_id\":\"traced\"}").ok();
        var trades = live.api().get("/paper-trading/history?limit=1").ok();
        var id = trades.findPath("trade_id").asText();
        assertThat(id).isNotEmpty();
        return id;
    }

    private static String traceOf(String tradeId) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(tradeId.getBytes(StandardCharsets.UTF_8));
        return new String(Arrays.copyOf(hash, TRACE_BYTES), StandardCharsets.ISO_8859_1);
    }

    /** Each byte one character. */
    private static String text(byte[] body, String encoding) {
        try (InputStream in = "gzip".equals(encoding)
                ? new GZIPInputStream(new ByteArrayInputStream(body))
                : new ByteArrayInputStream(body)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException garbage) {
            throw new UncheckedIOException(garbage);
        }
    }
}
