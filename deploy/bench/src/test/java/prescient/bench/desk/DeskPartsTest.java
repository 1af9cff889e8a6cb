package prescient.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.bench.desk.DeskCommand.Sizes;
import prescient.bench.desk.DeskMarkets.Offer;
import prescient.local.postgres.PostgresLogin;

/** What the parts of the measurement are made of. */
class DeskPartsTest {

    private static final int ROWS = 20_001;

    @TempDir
    Path folder;

    @Test
    void aPriceLogIsTheOldOnesAndTheSameEachTime() throws SQLException {
        // Given
        var other = folder.resolve("other");

        // When
        PriceFile.write(folder, ROWS);
        PriceFile.write(other, ROWS);

        // Then
        assertThat(facts(folder))
                .isEqualTo(facts(other))
                .startsWith(ROWS + "|" + ROWS + "|text|real|2025-06-26T00:00:0")
                .endsWith("|0");
    }

    private static String facts(Path folder) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(PriceFile.NAME));
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                    SELECT count(*) || '|' || count(DISTINCT timestamp) || '|' || min(typeof(timestamp)) || '|'
                        || max(typeof(price)) || '|' || min(timestamp) || '|' || max(timestamp) || '|' || sum(price)
                        || '|' || sum(length(timestamp) <> 19 OR price <= 0 OR round(price, 2) <> price)
                    FROM price_log
                    """)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void whoeverBidsForASideSellsTheOther() throws IOException {
        // Given
        var hour = new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree("""
                {"close_time": "2026-02-03T15:00:00Z", "markets": [
                    {"ticker": "A", "floor_strike": 117499.99, "yes_bid": 0.98, "no_bid": 0},
                    {"ticker": "B", "floor_strike": 118000, "yes_bid": 0.5, "no_bid": 0.47}]}
                """);

        // When
        var markets = DeskMarkets.of(hour);

        // Then
        assertThat(markets.closeTime()).hasToString("2026-02-03T15:00:00Z");
        assertThat(markets.offers())
                .containsExactly(
                        new Offer("A", "NO", "117499.99", new BigDecimal("0.02")),
                        new Offer("B", "YES", "118000", new BigDecimal("0.53")),
                        new Offer("B", "NO", "118000", new BigDecimal("0.5")));
    }

    @Test
    void aMeterIsFoundByItsWholeName() {
        // Given
        var meters = """
                # TYPE a_seconds summary
                a_seconds_count{service="x"} 12.0
                a_seconds_sum{service="x"} 0.75
                b_seconds_sum 3.0
                """;

        // When, Then
        assertThat(TickBench.value(meters, "a_seconds_count")).isEqualTo(12);
        assertThat(TickBench.value(meters, "a_seconds_sum")).isEqualTo(0.75);
        assertThat(TickBench.value(meters, "b_seconds_sum")).isEqualTo(3);
        assertThatThrownBy(() -> TickBench.value(meters, "a_seconds")).hasMessageContaining("no meter a_seconds");
    }

    @Test
    void pgloaderIsToldWhereAndInWhichZone() {
        // When
        var told = Pgloader.instructions(
                new PostgresLogin(5432, "postgres", "secret"), "a.db", "price_log", "bench", "America/New_York");

        // Then: the password is no part of it
        assertThat(told)
                .contains("sqlite://a.db", "postgresql://postgres@127.0.0.1:5432/prescient", "'America/New_York'")
                .doesNotContain("secret");
    }

    @Test
    void sizesThatMeasureNothingAreRefused() {
        assertThatThrownBy(() -> new Sizes(0, 1, 1, 1, 1, 1, 1)).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> new Sizes(1, 1, 1, 0, 1, 1, 1)).hasMessageContaining("--rows");
        assertThatThrownBy(() -> new Sizes(1, 1, 10, 1, 1, 9, 1)).hasMessageContaining("--active");
    }
}
