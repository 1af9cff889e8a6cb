package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import prescient.testing.PostgresForTests;

/** History in the database. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class HistoryTest extends HistoryContract {

    @Override
    int portfolio(String dollars) {
        return Api.portfolio(dollars);
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
}
