package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;

/** How the days are brought up to the ledger while others book. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class AnalyticsStepsTest {

    /** More than the bookings, entries and days of these tests together. */
    private static final int STEPS = 40;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @BeforeEach
    void schemaIsThere() {
        Api.awaitReady();
    }

    @Test
    void aBookingThatIsNotCommittedYetIsNotPassedOver() throws SQLException {
        // Given
        int id = Api.portfolio("1000");
        int other = Api.portfolio("1000");
        Api.fill(fill("first" + id, id));
        try (var booking = database();
                var refreshing = database()) {
            booking.setAutoCommit(false);
            bookLate(booking, id);
            Api.fill(fill("other" + other, other));

            // When
            refresh(refreshing, id);
            booking.commit();
        }

        // Then
        assertThat(Api.number(Api.get("/analytics/summary?portfolio_id=" + id), "bought"))
                .isEqualByComparingTo("17");
    }

    @Test
    void manySmallStepsComeToTheSameAsOne() throws SQLException {
        // Given
        int id = Api.portfolio("1000");
        Api.fill(fill("a" + id, id), fill("b" + id, id), fill("c" + id, id));
        Api.ok("/settlements", """
                {"settlements":[{"settlement_id":"s-a%d","trade_id":"trade-a%d","result":"won",
                  "at":"2025-10-19T22:30:00Z"}]}
                """.formatted(id, id));

        // When
        try (var refreshing = database()) {
            refresh(refreshing, id);
        }
        var stepped = Api.get("/analytics/equity?portfolio_id=" + id).prettify();
        try (var emptying = database();
                var sql = emptying.createStatement()) {
            for (var table : new String[] {"days", "slots", "marks", "stale"}) {
                sql.execute("DELETE FROM analytics_%s WHERE portfolio_id = %d".formatted(table, id));
            }
        }
        var whole = Api.get("/analytics/equity?portfolio_id=" + id).prettify();

        // Then
        assertThat(stepped).isEqualTo(whole).contains("2025-10-19");
    }

    /** As many steps of one entry and one booking as there can be. */
    private static void refresh(Connection connection, int portfolio) throws SQLException {
        for (int step = 0; step < STEPS; step++) {
            try (var sql = connection.createStatement()) {
                sql.execute("SELECT refresh_analytics(%d, 1)".formatted(portfolio));
            }
        }
    }

    /** Seven dollars, in a transaction that stays open. */
    private static void bookLate(Connection connection, int portfolio) throws SQLException {
        try (var sql = connection.createStatement();
                var row = sql.executeQuery("""
                        SELECT out_outcome FROM book_fills(ARRAY['late%1$d'], ARRAY['o-late%1$d'], ARRAY['t-late%1$d'],
                            ARRAY[%1$d], ARRAY['m'], ARRAY['?'], ARRAY['buy_yes'], ARRAY['open'], ARRAY[7.0], ARRAY[14.0],
                            ARRAY[0.5], ARRAY[0.0], ARRAY[timestamptz '2025-10-17T10:00:00Z'], ARRAY['hash'], now())
                        """.formatted(portfolio))) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("booked");
        }
    }

    private static Connection database() throws SQLException {
        var connection = PostgresServer.shared().connectAsSuperuser();
        try (var sql = connection.createStatement()) {
            sql.execute("SET search_path = portfolio");
        }
        return connection;
    }

    /** Ten dollars. */
    private static String fill(String trade, int portfolio) {
        return """
                {"fill_id":"step-%s","order_id":"step-%s","trade_id":"trade-%s","portfolio_id":%d,"market_id":"m",
                 "market_question":"?","action":"buy_yes","side":"open","amount":10,"shares":20,"price":0.5,"fee":1,
                 "at":"2025-10-15T10:30:00Z"}
                """.formatted(trade, trade, trade, portfolio);
    }
}
