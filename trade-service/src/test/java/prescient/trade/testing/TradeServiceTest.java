package prescient.trade.testing;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;

/** What the tests of the running service share: a real database, modelled neighbours, a strict log, empty tables. */
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeSuite.class)
public abstract class TradeServiceTest {

    @RegisterExtension
    public final StrictLog log = new StrictLog();

    protected final FakeNeighbours neighbours = FakeNeighbours.INSTANCE;

    @BeforeEach
    void emptyTables() throws SQLException {
        neighbours.reset("10000.00");
        Awaitility.await().until(() -> given().get("/q/health/ready").statusCode() == 200);
        sql("TRUNCATE trade.orders, trade.fills, trade.trades, trade.settlements, trade.outbox, trade.trading_cycles");
    }

    /** Runs a statement as a superuser. */
    protected static void sql(String statement) throws SQLException {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** The one number a query answers. */
    protected static long count(String query) {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(query, failure);
        }
    }

    protected static String order(String id, String market, String amount, String price) {
        return """
               {"order": {"order_id": "%s", "market_id": "%s", "market_question": "Rain?", "action": "buy_yes",
                 "amount": %s, "price": %s, "confidence": 0.75, "reason": "Test trade"}}
               """.formatted(id, market, amount, price);
    }

    protected static ValidatableResponse execute(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/paper-trading/execute")
                .then();
    }
}
