package prescient.market.price;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.market.testing.MarketServiceTest;

@QuarkusTest
class SnapshotResourceTest extends MarketServiceTest {

    private static final String DAY = "/snapshots?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";

    /** Seven snapshots of two markets, three of them of one moment, and one outside the day. */
    @BeforeEach
    void record() {
        execute("INSERT INTO market.market_snapshots (market_id, \"timestamp\", yes_price, no_price, volume) VALUES"
                + " ('b', '2026-03-01T00:00:00Z', 0.6, 0.4, 5), ('a', '2026-03-01T00:00:00Z', 0.123456789012345678,"
                + " 0.876543210987654322, NULL), ('a', '2026-03-01T00:00:00Z', NULL, NULL, 7),"
                + " ('a', '2026-03-01T11:59:59.123456Z', 0.2, 0.8, 7), ('b', '2026-03-01T12:00:00Z', 0.7, 0.3, 7),"
                + " ('a', '2026-03-01T13:00:00Z', 0.3, 0.7, 7), ('a', '2026-03-02T00:00:00Z', 0.4, 0.6, 7)");
    }

    @Test
    void snapshotsOfAllMarketsComeInTheOrderOfTimePageByPageEachOnce() {
        // Given
        var markets = new ArrayList<String>();
        var times = new ArrayList<String>();
        @Nullable String cursor = null;

        // When
        do {
            var page = given().get(DAY + "&limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .jsonPath();
            markets.addAll(page.getList("items.market_id"));
            times.addAll(page.getList("items.timestamp"));
            cursor = page.getString("next_cursor");
        } while (cursor != null);

        // Then
        assertThat(markets).containsExactly("b", "a", "a", "a", "b", "a");
        assertThat(times).isSorted();
    }

    @Test
    void figuresKeepEveryDigitAndWhatIsUnknownIsNull() {
        // When
        var answer = given().get(DAY);

        // Then
        assertThat(answer.asString()).contains("\"yes_price\":0.123456789012345678,");
        answer.then()
                .body("items", hasSize(6))
                .body("items[1].volume", nullValue())
                .body("items[2].yes_price", nullValue())
                .body("items[0].id", nullValue());
    }

    @Test
    void aMarketIsToldWithItsResolutionAndWhenThatWasSeen() {
        // Given
        venue.playPages("[" + event("1", market("11", "0.60", "0.4"), market("12", "0.7", "0.3")) + "]");
        ingest("r1").statusCode(200);
        execute("UPDATE market.markets SET resolution = 'yes', closed = true, observed_at = '2026-03-01T10:00:00Z'"
                + " WHERE market_id = '12'");

        // When
        var answer = post("/snapshots/markets", "{\"market_ids\":[\"12\",\"11\",\"nobody\"]}");

        // Then
        answer.statusCode(200)
                .body("market_id", contains("11", "12"))
                .body("resolution", contains(null, "yes"))
                .body("resolved_at", contains(null, "2026-03-01T10:00:00Z"))
                .body("event_id", equalTo(List.of("1", "1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/snapshots",
                "/snapshots?from=2026-03-01T00:00:00Z",
                "/snapshots?from=yesterday&to=2026-03-02T00:00:00Z",
                "/snapshots?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&cursor=x",
                "/snapshots?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&cursor=2026-02-01T00:00:00Z_1"
            })
    void aRangeOrPlaceThatIsNoneIsRefused(String path) {
        // When, Then
        given().get(path).then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
    }
}
