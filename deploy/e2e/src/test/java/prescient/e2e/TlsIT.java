package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.local.ServiceName;

/** With TLS, everybody knows whom he speaks to before he says anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ServiceName AWAY = ServiceName.PORTFOLIO;

    private TlsAuthority ours;
    private TlsAuthority other;
    private TlsSuite suite;
    private Api operator;

    @BeforeAll
    void start() throws Exception {
        var folder = LiveSuite.emptyFolder("tls-certificates");
        ours = TlsAuthority.make(folder, "ours");
        other = TlsAuthority.make(folder, "other");
        suite = new TlsSuite("tls", ours);
        operator = suite.operator();
    }

    @AfterAll
    void stop() throws Exception {
        if (suite != null) {
            operator.close();
            suite.close();
        }
    }

    /** A certificate that says too little of who shows it. */
    enum Mask {
        OF_ANOTHER_AUTHORITY(2),
        FOR_ANOTHER_HOST(3);

        /** Whose markets the cycle looks at, so that each has something to trade. */
        private final int day;

        Mask(int day) {
            this.day = day;
        }
    }

    @Test
    void aCycleThroughTheGatewayTradesAndTheBooksBalance() throws Exception {
        // Given
        suite.startAgain(AWAY);
        thenHealthy();
        var before = traded();
        // When
        var cycle = cycle("trades", 1).ok();
        // Then
        assertThat(cycle.path("status").asText()).as(cycle.toString()).isEqualTo("completed");
        assertThat(cycle.path("summary").path("executed").asInt()).isPositive();
        assertThat(traded()).isGreaterThan(before);
        assertThat(operator.get("/ledger/check").ok().path("balanced").asBoolean())
                .isTrue();
        var audit = new BooksAudit(suite.reader());
        await().atMost(SOON).untilAsserted(audit::verifyRest);
        audit.verify();
        thenHealthy();
        assertThat(suite.logs().all(Set.of("ERROR", "FATAL"))).isEmpty();
    }

    @Test
    void whoDoesNotTrustTheAuthorityRefuses() throws Exception {
        // Given
        suite.startAgain(AWAY);
        for (var trust : Map.of("Java's own list", SSLContext.getDefault(), "another authority", other.trusting())
                .entrySet()) {
            for (var port : ports().entrySet()) {
                try (var stranger = new Api("https://localhost:" + port.getValue(), "a-token", trust.getValue())) {
                    // Then
                    assertThatThrownBy(() -> stranger.get("/q/health"))
                            .as("%s, %s", port.getKey(), trust.getKey())
                            .isInstanceOf(SSLHandshakeException.class);
                }
            }
        }
    }

    @Test
    void plainHttpIsNotAnswered() throws Exception {
        // Given
        suite.startAgain(AWAY);
        for (var port : ports().entrySet()) {
            var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port.getValue());
            try (var connection = RawConnection.open("127.0.0.1", address)) {
                // When
                connection.send("GET /q/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                // Then: closed, at most after an alert of TLS
                assertThat(connection.answer(Duration.ofSeconds(10)))
                        .as(port.getKey())
                        .doesNotContain("HTTP")
                        .doesNotContain("UP")
                        .isNotEqualTo(RawConnection.SILENT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mask.class)
    void aNeighbourThatCannotSayWhoItIsIsToldNothing(Mask mask) throws Exception {
        // Given
        suite.stop(AWAY);
        var before = traded();
        try (var impostor = new TlsImpostor(suite.port(AWAY), certificate(mask))) {
            // When
            var cycle = cycle("masked-" + mask.name().toLowerCase(Locale.ROOT), mask.day);
            // Then
            assertThat(cycle.ok().path("status").asText()).as(cycle.text()).isEqualTo("failed");
            assertThat(cycle.text()).contains(AWAY.moduleName());
            var bad = operator.get("/paper-trading/portfolio");
            assertThat(bad.status()).as(bad.text()).isEqualTo(502);
            assertThat(bad.text()).contains(AWAY.moduleName());
            await().atMost(SOON).untilAsserted(() -> {
                var status = operator.get("/trading/status").ok();
                assertThat(status.path("system_health").asText()).isEqualTo("degraded");
                for (var service : ServiceName.values()) {
                    assertThat(component(status, service))
                            .as("%s in %s", service, status)
                            .isEqualTo(service == AWAY ? "offline" : "online");
                }
            });
            assertThat(impostor.refusals()).isPositive();
            assertThat(impostor.heard()).isEmpty();
        }
        assertThat(traded()).isEqualTo(before);
    }

    /** So that the test above would notice a token. */
    @Test
    void aNeighbourWithTheRightCertificateIsShownTheToken() throws Exception {
        // Given
        suite.stop(AWAY);
        var shown = "authorization: bearer " + suite.token(ServiceName.TRADE);
        try (var impostor = new TlsImpostor(
                suite.port(AWAY), ours.sign("localhost-again", "localhost").server())) {
            // When
            operator.get("/trading/status").ok();
            // Then
            assertThat(impostor.heard()).anyMatch(shown::equalsIgnoreCase);
        }
    }

    private SSLContext certificate(Mask mask) throws IOException, InterruptedException, GeneralSecurityException {
        return switch (mask) {
            case OF_ANOTHER_AUTHORITY -> other.sign("impostor", "localhost").server();
            case FOR_ANOTHER_HOST -> ours.sign("elsewhere", "elsewhere.test").server();
        };
    }

    private Map<String, Integer> ports() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("gateway", suite.gatewayPort());
        for (var service : ServiceName.values()) {
            ports.put(service.moduleName(), suite.port(service));
        }
        return ports;
    }

    private Api.Answer cycle(String id, int day) throws IOException, InterruptedException {
        return operator.post("/trading/cycles", """
            {"cycle_id":"%s","portfolio_id":1,"strategy":"most-likely","parameters":{"trade_amount":1},
             "filters":{"event_min_liquidity":null,"event_min_volume":null,"market_min_liquidity":null,
                        "market_min_volume":null,"event_min_days_until_end":%d,"event_max_days_until_end":%d}}
            """.formatted(id, 30 * day, 30 * day + 29));
    }

    /** Trades and bookings. */
    private long traded() {
        return suite.reader().count("""
            SELECT (SELECT count(*) FROM trade.trades) + (SELECT count(*) FROM portfolio.ledger_transactions)
            """);
    }

    private void thenHealthy() {
        await().atMost(SOON).untilAsserted(() -> {
            var status = operator.get("/trading/status").ok();
            assertThat(status.path("system_health").asText())
                    .as(status.toString())
                    .isEqualTo("healthy");
        });
    }

    private static String component(JsonNode status, ServiceName service) {
        return status.path("components")
                .path(service.moduleName().replace('-', '_'))
                .path("status")
                .asText();
    }
}
