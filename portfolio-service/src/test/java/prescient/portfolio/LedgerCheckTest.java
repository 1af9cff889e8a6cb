package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;

/** The check finds what is wrong, and a rebuild mends what is only a projection. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class LedgerCheckTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Test
    void aStateThatDoesNotFollowFromTheLedgerIsFoundAndRebuilt() throws SQLException {
        // Given
        int id = Api.portfolio("1000");
        Api.reserve("order-open" + id, id, "10");
        Api.fill(Api.open("check" + id, id, "100"), Api.open("ended" + id, id, "50"));
        Api.settle("check" + id, "ended" + id, "won");
        var right = Api.paper(id).getMap("summary");
        tamper("UPDATE portfolio_state SET balance = balance + 5, reserved = reserved + 1, realized_pnl = 7,"
                + " trade_count = 9, open_positions = 8, total_invested = 4 WHERE id = " + id);

        // When
        log.expect("the books are not balanced");
        var broken = Api.get("/ledger/check");
        var rebuilt = Api.ok("/ledger/rebuild", "{\"portfolio_id\":%d}".formatted(id));

        // Then
        assertThat(broken.getBoolean("balanced")).isFalse();
        assertThat(broken.getList("differences.kind"))
                .containsExactlyInAnyOrder(
                        "cash", "reserved", "realized_pnl", "trade_count", "open_positions", "total_invested");
        assertThat(Api.number(broken, "differences.find{it.kind=='cash'}.found"))
                .isEqualByComparingTo(Api.number(broken, "differences.find{it.kind=='cash'}.expected")
                        .add(java.math.BigDecimal.valueOf(5)));
        assertThat(rebuilt.getBoolean("balanced")).isTrue();
        assertThat(Api.paper(id).getMap("summary")).isEqualTo(right);
        Api.post("/ledger/rebuild", "{\"portfolio_id\":999999}").then().statusCode(404);
    }

    @Test
    void aPositionThatDiffersFromItsAccountIsFound() throws SQLException {
        // Given
        int id = Api.portfolio("1000");
        Api.fill(Api.open("pos" + id, id, "100"));
        tamper("UPDATE portfolio_positions SET cost = 99 WHERE portfolio_id = " + id);

        // When
        log.expect("the books are not balanced");
        var broken = Api.get("/ledger/check");
        tamper("UPDATE portfolio_positions SET cost = 100 WHERE portfolio_id = " + id);

        // Then
        assertThat(broken.getString("differences.find{it.kind=='position'}.subject"))
                .isEqualTo("trade-pos" + id);
        assertThat(Api.get("/ledger/check").getBoolean("balanced")).isTrue();
    }

    private static void tamper(String statement) throws SQLException {
        try (var connection = PostgresServer.shared().connect("prescient_portfolio");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
