package prescient.market.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RejectedRecord;
import prescient.market.catalogue.CatalogueRecords;
import prescient.market.testing.MarketServiceTest;
import prescient.market.venue.GammaNodes;

/** The catalogue's records in the tables. */
@QuarkusTest
class CatalogueRecordTest extends MarketServiceTest {

    @Inject
    EventsFeature feature;

    @BeforeEach
    void venueWithTwoEvents() {
        venue.playPages("[" + event("2", market("21", "0.50", "0.5")) + ","
                + event("1", market("11", "0.8", "0.2"), "{\"id\":\"12\",\"n\":1e-05,\"a\":100.0}") + "]");
    }

    @Test
    void aRunsRecordsAreTheVenuesOwnTextInItsOrder() {
        // When
        ingest("r1").body("status", equalTo("complete"));

        // Then
        var events = read(CatalogueRecords.EVENTS);
        assertThat(events).extracting(LegacyRecord::key).containsExactly("2", "1");
        assertThat(events).extracting(LegacyRecord::position).containsExactly(0L, 1L);
        assertThat(events.get(1).value().toString()).contains("{\"id\":\"12\",\"n\":0.00001,\"a\":100.0}");
        assertThat(events.get(0).notes()).containsEntry(CatalogueRecords.RUN, "r1");
    }

    @Test
    void theChoiceIsReadInItsOrderWithTheDaysLast() {
        // Given
        ingest("r1").body("status", equalTo("complete"));

        // When
        post("/markets/filter", "{\"run_id\":\"r1\",\"at\":\"2026-12-01T00:00:00Z\"}")
                .body("items.market_id", equalTo(List.of("21", "11")));

        // Then
        var events = read(CatalogueRecords.FILTERED_EVENTS);
        assertThat(events).extracting(LegacyRecord::key).containsExactly("2", "1");
        assertThat(events.getFirst().value().toString()).endsWith(",\"days_until_end\":31}");
        var markets = read(CatalogueRecords.FILTERED_MARKETS);
        assertThat(markets).extracting(LegacyRecord::key).containsExactly("21", "11");
        assertThat(markets.getFirst().value().toString()).contains("[\\\"0.50\\\", \\\"0.5\\\"]");
    }

    @Test
    void singleRecordsAreFoundByTheirKeys() {
        // Given
        ingest("r1").body("status", equalTo("complete"));
        var found = new ArrayList<LegacyRecord>();

        // When
        feature.database().read(Map.of(CatalogueRecords.EVENTS, Set.of("1", "none")), found::add);

        // Then
        assertThat(found).extracting(LegacyRecord::key).containsExactly("1");
        assertThat(found.getFirst().position()).isEqualTo(1);
    }

    @Test
    void aBatchWithARecordThatNoTableHoldsIsRefusedWholeAndTheRecordIsNamed() {
        // Given
        var good = record("1", 0, event("1", market("11", "0.8", "0.2")));
        var bad = record("2", 1, event("2", market("21", "0.8", "0.2")).replace("90000", "1e29999999"));
        var alsoGood = record("3", 2, event("3"));

        // When
        var batch = List.of(good, bad, alsoGood);

        // Then
        assertThatThrownBy(() -> feature.database().write(batch))
                .isInstanceOfSatisfying(
                        RejectedRecord.class,
                        refused -> assertThat(refused.rejected()).isSameAs(bad));
        assertThat(count("market.events")).isZero();
        assertThat(count("market.markets")).isZero();
    }

    @Test
    void writingAgainChangesNothing() {
        // Given
        var batch = List.of(record("1", 0, event("1", market("11", "0.8", "0.2"))), record("2", 1, event("2")));
        feature.database().write(batch);
        var before = rows();

        // When
        feature.database().write(batch);

        // Then
        assertThat(rows()).isEqualTo(before);
        given().get("/markets/11").then().body("listed", equalTo(true)).body("event_title", equalTo("Event 1"));
    }

    @Test
    void aDatabaseThatIsTrustedLosesNothingToAnImport() {
        // Given
        ingest("r1").body("status", equalTo("complete"));

        // When
        feature.database().write(List.of(record("9", 0, event("9"))));

        // Then
        given().get("/events").then().body("items.listed", equalTo(List.of(true, true, true)));
    }

    private List<LegacyRecord> read(String collection) {
        var all = new ArrayList<LegacyRecord>();
        feature.database().read(all::add);
        return all.stream().filter(each -> each.collection().equals(collection)).toList();
    }

    private static List<String> rows() {
        return Stream.of("events", "markets", "event_texts", "filter_choices", "market_snapshots")
                .map(table ->
                        value("SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text), '[]') FROM market."
                                + table + " t"))
                .toList();
    }

    private static LegacyRecord record(String key, long position, String json) {
        return new LegacyRecord(
                CatalogueRecords.EVENTS,
                key,
                position,
                GammaNodes.object(json),
                Map.of(CatalogueRecords.OBSERVED_AT, "2026-01-01T00:00:00Z"));
    }
}
