package prescient.trade.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prescient.cutover.Mode;
import prescient.problem.Refused;
import prescient.testing.PostgresServer;
import prescient.trade.exchange.StagedExchange;
import prescient.trade.testing.TradeServiceTest;

/** What is unfinished moves with the trust. */
@QuarkusTest
@TestProfile(WithFiles.class)
class HandOverTest extends TradeServiceTest {

    private static final List<String> TABLES = List.of(
            "SELECT to_jsonb(o) FROM trade.orders o ORDER BY order_id",
            "SELECT to_jsonb(f) FROM trade.fills f ORDER BY fill_id",
            "SELECT to_jsonb(m) - 'outbox_id' FROM trade.outbox m ORDER BY outbox_id",
            "SELECT to_jsonb(c) FROM trade.trading_cycles c ORDER BY cycle_id");

    @Inject
    TradesFeature feature;

    @Inject
    TradingFile live;

    @Inject
    StagedExchange exchange;

    @AfterEach
    void everybodyAnswersAgain() {
        exchange.heal();
        neighbours.heal();
    }

    @Test
    void ordersMessagesAndCyclesComeBackAsTheyWent() throws SQLException {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.quote("m2", "0.55", "0.45");
        neighbours.quote("m3", "0.99", "0.01");
        cycle("c1").statusCode(200);
        neighbours.fail("/fills");
        neighbours.fail("/signals/outcomes");
        exchange.silence("m2");
        neighbours.signal("c1.1.m1", "m1", "buy_yes", "0.55");
        neighbours.signal("c1.1.m3", "m3", "buy_yes", "0.55");
        execute("{}");
        execute(order("o2", "m2", "100", "0.56")).statusCode(202);
        sql("UPDATE trade.orders SET updated_at = updated_at + interval '1 hour'");
        sql("UPDATE trade.outbox SET next_attempt_at = next_attempt_at + interval '1 hour'");
        var before = tables();

        // When
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);
        sql("TRUNCATE trade.orders, trade.fills, trade.outbox, trade.trading_cycles CASCADE");
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);

        // Then
        assertThat(before.toString()).contains("pending", "filled", "denied", "fill-order-c1.1.m1-1", "c1");
        assertThat(tables()).isEqualTo(before);
        assertThat(live.<Integer>ask(draft -> draft.state().pending().size())).isOne();
    }

    @Test
    void whatEndedWhileTheFilesWereTrustedIsNotPendingAfterwards() throws SQLException {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        exchange.silence("m1");
        execute(order("o1", "m1", "100", "0.56")).statusCode(202);
        live.takeOver(List.of());

        // When
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);

        // Then
        assertThat(count("SELECT count(*) FROM trade.orders WHERE status = 'pending'"))
                .isZero();
    }

    @Test
    void anOrderOfAnotherPortfolioKeepsTheMode() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        exchange.silence("m1");
        execute(order("o1", "m1", "100", "0.56").replace("\"order_id\"", "\"portfolio_id\": 2, \"order_id\""))
                .statusCode(202);

        // When, then
        assertThatThrownBy(() -> feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("o1");
    }

    @Test
    void anOpenTradeOfAnotherPortfolioKeepsTheModeAndAnEndedOneStaysBehind() throws SQLException {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.56").replace("\"order_id\"", "\"portfolio_id\": 2, \"order_id\""))
                .statusCode(200);
        assertThatThrownBy(() -> feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("trade-o1");
        sql("UPDATE trade.trades SET status = 'settled', exit_price = 1, exit_timestamp = now(), realized_pnl = 1,"
                + " current_pnl = NULL");

        // When
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);

        // Then
        assertThat(live.<Integer>ask(draft -> draft.state().orders().size())).isZero();
    }

    private static List<List<String>> tables() {
        return TABLES.stream().map(HandOverTest::rows).toList();
    }

    private static List<String> rows(String query) {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            var all = new java.util.ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException failure) {
            throw new IllegalStateException(query, failure);
        }
    }
}
