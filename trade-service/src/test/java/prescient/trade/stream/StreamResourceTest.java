package prescient.trade.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import prescient.testing.PostgresServer;
import prescient.testing.TokensForTests;
import prescient.trade.testing.TradeServiceTest;

/** The stream as a page sees it. */
@QuarkusTest
class StreamResourceTest extends TradeServiceTest {

    private static final String LATE = """
            INSERT INTO trade.trades (trade_id, portfolio_id, environment, timestamp, market_id, market_question,
                action, amount, shares, entry_price, confidence, status)
            SELECT '%s-' || n, 1, 'paper', now(), 'm-' || n, 'Late?', 'buy_yes', 10, 20, 0.5, 0.5, 'open'
            FROM generate_series(1, %d) n
            """;

    @Inject
    StreamDesk desk;

    private final String id = UUID.randomUUID().toString();

    private void trade(String suffix) {
        neighbours.quote("m-" + suffix, "0.55", "0.45");
        execute(order(id + suffix, "m-" + suffix, "100", "0.56")).statusCode(200);
    }

    private String tradeId(String suffix) {
        return "trade-" + id + suffix;
    }

    @Test
    void aTradeIsToldWithinASecondWithWhatItIs() throws IOException, InterruptedException {
        try (var ear = Ear.fromNow()) {
            // When: three times, since a machine may be busy with something else for a moment
            var took = new ArrayList<Long>();
            for (var suffix : new String[] {"a", "b", "c"}) {
                trade(suffix);
                var made = System.nanoTime();
                ear.await("trade", event -> event.says("trade_id", tradeId(suffix)));
                took.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - made));
            }
            close(tradeId("a"), id + "-close").statusCode(200);
            var closed = ear.await("trade", event -> event.says("trade_id", tradeId("a")));

            // Then
            assertThat(took).anyMatch(millis -> millis < 1000);
            assertThat(closed.says("status", "closed")).isTrue();
            assertThat(closed.says("market_id", "m-a")).isTrue();
            assertThat(closed.says("action", "buy_yes")).isTrue();
            assertThat(closed.data().path("portfolio_id").asInt()).isEqualTo(1);
            assertThat(closed.data().path("at").asText()).startsWith("20");
            assertThat(closed.id()).isNotEmpty();
        }
    }

    @Test
    void aCycleTellsEachStepAndItsTradesTheirSignals() throws IOException, InterruptedException {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.signal("run.1.m1", "m1", "buy_yes", "0.55");
        long before = changesOfTheSignal();

        try (var ear = Ear.fromNow()) {
            // When
            cycle(id).statusCode(200);

            // Then
            ear.await("cycle", event -> event.says("cycle_id", id) && event.says("step", "execute"));
            var ended = ear.await("cycle", event -> event.says("status", "completed"));
            assertThat(ended.says("cycle_id", id)).isTrue();
        }
        try (var ear = Ear.fromNow()) {
            trade("x");
            assertThat(ear.await("trade", event -> true).says("trade_id", tradeId("x")))
                    .isTrue();
        }
        assertThat(changesOfTheSignal()).isEqualTo(before + 1);
    }

    /** Other tests' trades may have a signal of that name. */
    private static long changesOfTheSignal() {
        return count("SELECT count(*) FROM trade.stream_changes, jsonb_array_elements(told) t"
                + " WHERE kind = 'trade' AND t ->> 'signal_id' = 'run.1.m1'");
    }

    @Test
    void whoComesAgainIsToldWhatItMissed() throws IOException, InterruptedException {
        // Given
        String last;
        try (var ear = Ear.fromNow()) {
            trade("a");
            last = ear.await("trade", event -> true).id();
        }
        trade("b");
        close(tradeId("a"), id + "-close").statusCode(200);

        // When
        try (var again = Ear.after(last);
                var asked = Ear.query("?after=" + last)) {
            // Then
            for (var ear : new Ear[] {again, asked}) {
                assertThat(ear.await("trade", event -> true).says("trade_id", tradeId("b")))
                        .isTrue();
                assertThat(ear.await("trade", event -> true).says("status", "closed"))
                        .isTrue();
            }
        }
    }

    @Test
    void aTransactionThatCommitsLateIsNotSkipped() throws IOException, InterruptedException, SQLException {
        // Given: one that began to write before another that has committed
        String last;
        try (var late = PostgresServer.shared().connectAsSuperuser();
                var sql = late.createStatement()) {
            late.setAutoCommit(false);
            sql.execute("SET search_path = trade");
            sql.execute(LATE.formatted(id, 1));
            try (var ear = Ear.fromNow()) {
                trade("a");
                last = ear.await("trade", event -> event.says("trade_id", tradeId("a")))
                        .id();

                // When
                late.commit();

                // Then
                ear.await("trade", event -> event.says("trade_id", id + "-1"));
            }
        }
        try (var again = Ear.after(last)) {
            again.await("trade", event -> event.says("trade_id", id + "-1"));
        }
    }

    @Test
    void manyRowsAtOnceAreReadAgainAsAWhole() throws IOException, InterruptedException, SQLException {
        try (var ear = Ear.fromNow()) {
            // When
            sql("SET search_path = trade; " + LATE.formatted(id, 300));

            // Then
            var told = ear.await("reload", event -> event.says("what", "trade"));
            assertThat(told.id()).isNotEmpty();
        }
    }

    @Test
    void theKillSwitchIsTold() throws IOException, InterruptedException {
        try (var ear = Ear.fromNow()) {
            // When
            given().contentType("application/json")
                    .body("{\"id\": \"%s\", \"reason\": \"a test\", \"actions\": [\"stop_entries\"]}".formatted(id))
                    .post("/kill-switch")
                    .then()
                    .statusCode(201);
            var stopped = ear.await("stop", event -> event.says("order_id", id));
            given().contentType("application/json")
                    .body("{\"id\": \"%s-r\", \"reason\": \"well\"}".formatted(id))
                    .post("/kill-switch/release")
                    .then()
                    .statusCode(201);
            var released = ear.await("stop", event -> event.says("order_id", id + "-r"));

            // Then
            assertThat(stopped.data().path("stopped").asBoolean()).isTrue();
            assertThat(released.data().path("stopped").asBoolean()).isFalse();
        }
    }

    @Test
    void aTradeOfTheDeskIsTold() throws IOException, InterruptedException {
        try (var ear = Ear.fromNow()) {
            // When
            given().contentType("application/json")
                    .body("""
                        {"trade_id": "%s", "ticker": "KX-%s", "side": "YES", "count": 10, "limit_price": 0.6,
                         "market_close_time": "2099-01-01T17:00:00Z", "symbol": "BTC", "strike": 118750}
                        """.formatted(id, id))
                    .post("/desk/trades")
                    .then()
                    .statusCode(201);

            // Then
            ear.await("desk", event -> event.says("trade_id", id) && event.says("status", "pending"));
        }
    }

    @Test
    void whoIsNotLetInHearsNothing() {
        // When
        var nobody = given().header("Authorization", "Bearer no").get("/trading/stream");
        var service = given().header("Authorization", "Bearer " + TokensForTests.service("signal-service"))
                .get("/trading/stream");

        // Then
        nobody.then().statusCode(401);
        service.then().statusCode(403).body("code", equalTo("NOT_ALLOWED"));
    }

    @Test
    void anIdThatNeverWasOneIsRefused() {
        for (var odd : new String[] {"1", "x", "1.2.5:4:~1.0", "1.2.5:9:4~1.0", "1.2.5:9:7,7~1.0", "1.2.0:9:~1.0"}) {
            // When
            var answer = given().queryParam("after", odd).get("/trading/stream");

            // Then
            answer.then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        }
    }

    @Test
    void whoLeavesIsForgotten() throws IOException, InterruptedException {
        // Given
        try (var ear = Ear.fromNow()) {
            assertThat(desk.count()).isPositive();
            assertThat(ear.answer().headers().firstValue("X-Accel-Buffering")).hasValue("no");
        }

        // Then: found out when it is told something
        Awaitility.await().untilAsserted(() -> assertThat(desk.count()).isZero());
    }
}
