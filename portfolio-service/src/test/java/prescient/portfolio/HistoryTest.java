package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class HistoryTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Test
    void theLastSnapshotOfADayIsTheDaysRow() {
        // Given
        int id = Api.portfolio("1000");
        snapshot(id, "h1-" + id);
        Api.fill(Api.open("h" + id, id, "100"));

        // When
        var second = Api.ok("/portfolios/" + id + "/snapshots", "{\"snapshot_id\":\"h2-%d\"}".formatted(id));
        var repeated = Api.ok("/portfolios/" + id + "/snapshots", "{\"snapshot_id\":\"h1-%d\"}".formatted(id));

        // Then
        assertThat(Api.number(second, "balance")).isEqualByComparingTo("900");
        assertThat(Api.number(second, "total_value")).isEqualByComparingTo("1000");
        assertThat(Api.number(repeated, "balance")).isEqualByComparingTo("1000");
        var days = Api.get("/trading/portfolio-history?portfolio_id=" + id);
        assertThat(days.getList("")).hasSize(1);
        assertThat(Api.number(days, "[0].balance")).isEqualByComparingTo("900");
        assertThat(days.getInt("[0].open_positions")).isEqualTo(1);
        assertThat(days.getMap("[0]")).containsKeys("snapshot_date", "timestamp", "total_invested", "trade_count");
    }

    @Test
    void historyIsNewestFirstAndLimited() {
        // Given
        int first = Api.portfolio("1");
        int second = Api.portfolio("2");
        snapshot(first, "n1-" + first);
        snapshot(second, "n2-" + first);

        // When
        var newest = Api.get("/trading/portfolio-history?limit=1");

        // Then
        assertThat(newest.getList("portfolio_id")).containsExactly(second);
    }

    @Test
    void aSnapshotIdBelongsToItsPortfolio() {
        // Given
        int id = Api.portfolio("1");
        int other = Api.portfolio("1");
        snapshot(id, "mine-" + id);

        // When
        var stolen = Api.post("/portfolios/" + other + "/snapshots", "{\"snapshot_id\":\"mine-%d\"}".formatted(id));
        var unknown = Api.post("/portfolios/999999/snapshots", "{\"snapshot_id\":\"new-%d\"}".formatted(id));

        // Then
        stolen.then().statusCode(409);
        unknown.then().statusCode(404);
    }

    private static void snapshot(int id, String snapshotId) {
        Api.ok("/portfolios/" + id + "/snapshots", "{\"snapshot_id\":\"%s\"}".formatted(snapshotId));
    }
}
