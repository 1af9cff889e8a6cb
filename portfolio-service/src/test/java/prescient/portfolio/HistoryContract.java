package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;

/** Snapshots and days, in whichever store they are. */
abstract class HistoryContract {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    /** A portfolio with this much cash and no history. */
    abstract int portfolio(String dollars);

    @Test
    void theLastSnapshotOfADayIsTheDaysRow() {
        // Given
        int id = portfolio("1000");
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
    void aSnapshotNeedsAPortfolio() {
        // Given
        int id = portfolio("1");

        // When
        var unknown = Api.post("/portfolios/999999/snapshots", "{\"snapshot_id\":\"nobody-%d\"}".formatted(id));

        // Then
        unknown.then().statusCode(404);
        assertThat(Api.get("/trading/portfolio-history?portfolio_id=999999").getList(""))
                .isEmpty();
    }

    static void snapshot(int id, String snapshotId) {
        Api.ok("/portfolios/" + id + "/snapshots", "{\"snapshot_id\":\"%s\"}".formatted(snapshotId));
    }
}
