package prescient.trade.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.PostgresServer;
import prescient.trade.testing.TradeServiceTest;

@QuarkusTest
class OrderOutcomeTest extends TradeServiceTest {

    @Test
    void oneBadOrderDoesNotSpoilTheBatch() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.quote("m\\u0000", "0.55", "0.45");

        // When
        var bad = execute(order("o1", "m\\u0000", "100", "0.56"));
        var good = execute(order("o2", "m1", "100", "0.56"));

        // Then
        bad.statusCode(400);
        good.statusCode(200);
    }

    @Test
    void aFillTellsItsOriginAndLeavesOutWhatTheBooksWouldRefuse() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.quote("m2", "0.55", "0.45");
        neighbours.quote("m3", "0.55", "0.45");
        var event = "\"reason\": \"Test trade\", \"event_id\": \"%s\"";

        // When
        execute(order("o1", "m1", "100", "0.56").replace("\"reason\": \"Test trade\"", event.formatted("rain")))
                .statusCode(200);
        execute(order("o3", "m3", "100", "0.56").replace("\"reason\": \"Test trade\"", """
                        "origin": {"strategy": "temperature", "venue": "kalshi", "city": "ny", "mid_price": 0.54,
                            "fair_price": 0.6}"""))
                .statusCode(200);
        execute(order("o2", "m2", "100", "0.56")
                        .replace("\"reason\": \"Test trade\"", event.formatted("é".repeat(150))))
                .statusCode(200);

        // Then
        var told = neighbours.fills().get("fill-o1-1").path("origin");
        assertThat(told.path("event_id").asText()).isEqualTo("rain");
        assertThat(told.path("quoted_price").decimalValue()).isEqualByComparingTo("0.55");
        assertThat(told.has("strategy")).isFalse();
        var whole = neighbours.fills().get("fill-o3-1").path("origin");
        assertThat(whole.path("strategy").asText()).isEqualTo("temperature");
        assertThat(whole.path("venue").asText()).isEqualTo("kalshi");
        assertThat(whole.path("city").asText()).isEqualTo("ny");
        assertThat(whole.path("mid_price").decimalValue()).isEqualByComparingTo("0.54");
        assertThat(whole.path("fair_price").decimalValue()).isEqualByComparingTo("0.6");
        assertThat(whole.path("quoted_price").decimalValue()).isEqualByComparingTo("0.55");
        var unfit = neighbours.fills().get("fill-o2-1").path("origin");
        assertThat(unfit.has("event_id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trade.orders SET limit_price = 1.2",
                "UPDATE trade.orders SET limit_price = -0.1",
                "UPDATE trade.orders SET amount = -1",
                "UPDATE trade.orders SET status = 'unknown'",
                "UPDATE trade.orders SET action = 'hold'",
                "UPDATE trade.orders SET environment = 'live'",
                "UPDATE trade.trades SET entry_price = 1.2",
                "UPDATE trade.trades SET status = 'lost'",
                "UPDATE trade.trades SET status = 'closed'",
                "UPDATE trade.trades SET shares = 0",
                "UPDATE trade.fills SET fee = -1",
                "INSERT INTO trade.trades SELECT (jsonb_populate_record(t, '{\"id\": 9999999}')).* FROM trade.trades t",
                "INSERT INTO trade.orders SELECT (jsonb_populate_record(o, '{\"order_id\": \"other\"}')).* FROM trade.orders o"
            })
    void theDatabaseRefusesWhatMustNotBe(String statement) {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);

        // When, then
        assertThatThrownBy(() -> sql(statement.replace(
                        "INSERT INTO trade.trades SELECT", "INSERT INTO trade.trades OVERRIDING SYSTEM VALUE SELECT")))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(check constraint|unique constraint).*");
    }

    @Test
    void theRunTimeRoleChangesRowsAndNothingElse() throws SQLException {
        // Given
        try (var connection = PostgresServer.shared().connect("prescient_trade");
                var statement = connection.createStatement()) {

            // When, then
            assertThatThrownBy(() -> statement.execute("DROP TABLE trade.trades"))
                    .hasMessageContaining("must be owner");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE trade.more (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("SELECT * FROM portfolio.ledger_entries"))
                    .hasMessageContaining("permission denied");
        }
    }
}
