package prescient.trade.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.order.Execution.Status;
import prescient.trade.testing.TradeServiceTest;
import prescient.trade.testing.TradeTables;

/** What only a race brings to the orders' rows. */
@QuarkusTest
class OrderTableTest extends TradeServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    OrderTable table;

    @Test
    void aTradeThatEndedMeanwhileIsNotClosed() throws SQLException {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.55")).statusCode(200);
        TradeTables.sql("UPDATE trade.trades SET status = 'settled', exit_price = 1, exit_timestamp = now(),"
                + " realized_pnl = 1, current_pnl = NULL");
        var close = new Order(
                "x1",
                "trade-o1",
                Order.Side.CLOSE,
                1,
                null,
                null,
                "m1",
                "Rain?",
                Action.BUY_YES,
                Money.of("100"),
                new Quantity(new BigDecimal("181")),
                Price.ZERO,
                BigDecimal.ZERO,
                null,
                null,
                null,
                null,
                null);
        var intent = new Intent(close, new Price(new BigDecimal("0.55")), Status.PENDING, null, null);

        // When
        var stored = table.record(List.of(intent), "paper", Instant.parse("2026-01-01T00:00:00Z"))
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(stored).isEmpty();
    }
}
