package prescient.market.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.market.testing.MarketServiceTest;
import prescient.testing.PostgresServer;

@QuarkusTest
class SchemaTest extends MarketServiceTest {

    @Test
    void aRowOfAMonthWithoutPartitionIsKeptAndMovesIntoItsOwn() throws SQLException {
        // Given
        execute("INSERT INTO market.market_snapshots (market_id, \"timestamp\") VALUES ('1', '2019-05-31T23:59:59Z')");
        var before = value("SELECT tableoid::regclass FROM market.market_snapshots");

        // When
        as("prescient_market", "SELECT create_month_partitions('2019-05-15T00:00:00Z', 1)");

        // Then
        assertThat(before).contains("market_snapshots_default");
        assertThat(value("SELECT tableoid::regclass FROM market.market_snapshots"))
                .contains("market_snapshots_2019_05");
        assertThat(value("SELECT market.create_month_partitions('2019-05-15T00:00:00Z', 1)"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE market.own (id int)",
                "DROP TABLE market.markets",
                "TRUNCATE market.markets",
                "SELECT * FROM portfolio.portfolios"
            })
    void theRunTimeRoleReadsAndWritesRowsAndNothingElse(String sql) {
        assertThatThrownBy(() -> as("prescient_market", sql)).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE markets SET yes_price = 1.2, no_price = 0",
                "UPDATE markets SET yes_price = NULL",
                "UPDATE markets SET resolution = 'maybe', closed = true",
                "UPDATE markets SET resolution = 'yes', closed = false",
                "INSERT INTO market_snapshots (market_id, yes_price) VALUES ('11', -0.1)",
                "INSERT INTO ingest_runs (run_id, venue, status, started_at) VALUES ('x', 'v', 'odd', now())"
            })
    void theDatabaseRefusesWhatNoMarketCanBe(String sql) {
        // Given
        venue.playPages("[" + event("1", market("11", "0.6", "0.4")) + "]");
        ingest("r1").statusCode(200);

        // When / Then
        assertThatThrownBy(() -> as("prescient_market", sql)).hasMessageContaining("check constraint");
    }

    @Test
    void theReaderSeesThePlansTablesUnqualified() throws SQLException {
        as(
                "prescient_reader",
                "SELECT event_id, title, liquidity, days_until_end, event_data, is_filtered FROM events");
        as("prescient_reader", "SELECT id, market_id, yes_price, market_conviction, market_data FROM markets");
        as("prescient_reader", "SELECT id, market_id, \"timestamp\", volume24hr, created_at FROM market_snapshots");
    }

    private static void as(String role, String sql) throws SQLException {
        try (var connection = PostgresServer.shared().connect(role);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
