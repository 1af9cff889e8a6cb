package prescient.trade.testing;

import static io.restassured.RestAssured.given;

import java.sql.SQLException;
import org.awaitility.Awaitility;
import prescient.testing.PostgresServer;

/** The service's tables, past its own rights. */
public final class TradeTables {

    private TradeTables() {}

    /** Waits until the service can use the tables, and empties them. */
    public static void empty() throws SQLException {
        Awaitility.await().until(() -> given().get("/q/health/ready").statusCode() == 200);
        sql("TRUNCATE trade.orders, trade.fills, trade.trades, trade.settlements, trade.outbox, trade.trading_cycles,"
                + " trade.notifications, trade.notification_deliveries");
    }

    /** Runs a statement as a superuser. */
    public static void sql(String statement) throws SQLException {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** The one number a query answers. */
    public static long count(String query) {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(query, failure);
        }
    }
}
