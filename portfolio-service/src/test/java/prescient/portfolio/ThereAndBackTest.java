package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.cutover.Feature;
import prescient.cutover.RecordStore;
import prescient.legacy.PythonJson;
import prescient.testing.StrictLog;

/** The whole way from the files to the database and back, with bookings in every mode. */
@QuarkusTest
@WithTestResource(MovingModes.class)
@WithTestResource(FakeMarket.class)
class ThereAndBackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @SuppressWarnings("NullAway.Init") // injected by the test resource
    MovingModes files;

    @SuppressWarnings("NullAway.Init") // injected by the test resource
    FakeMarket market;

    @Inject
    @All
    @SuppressWarnings("NullAway.Init")
    List<Feature> features;

    @Test
    void nothingIsLostOrDoubledOnTheWayThereAndBack() throws SQLException {
        // Given
        FreshTables.awaitMigrated();
        FreshTables.reset();
        Api.reserve("order-open", 1, "50");
        Api.reserve("order-greedy", 1, "20000");

        for (var mode : List.of("file-only", "dual-write", "database-read", "database-only")) {
            // When
            bookIn(mode);

            // Then
            checkEverything();
            if (!mode.equals("database-only")) {
                importOnce(mode);
                advance("portfolio");
                advance("portfolio_history");
            }
        }
        for (var mode : List.of("database-read", "dual-write", "file-only")) {
            rollback("portfolio", mode);
            rollback("portfolio_history", mode);
            bookIn("back in " + mode);
            checkEverything();
        }
        assertThat(Api.get("/paper-trading/portfolio").getInt("portfolio.trade_count"))
                .isEqualTo(14);
        assertThat(values(file("portfolio"))).hasSize(15);
        assertThat(Api.get("/portfolios/1").getString("description")).isEqualTo("changed in back in file-only");
    }

    private void bookIn(String mode) {
        var name = mode.replace(' ', '-');
        market.quote("m-" + name + "-a", "0.61", "0.39", "2025-10-15T16:10:00Z");
        Api.reserve("order-" + name + "-a", 1, "60");
        Api.fill(Api.open(name + "-a", 1, "50"), Api.open(name + "-b", 1, "40"));
        Api.fill(Api.close(name + "-part", name + "-a", 1, "10", "0.7", "0.01"));
        Api.ok("/portfolios/1/valuation", "{}");
        Api.settle("settle-" + name, name + "-b", "won");
        Api.ok("/portfolios/1/snapshots", "{\"snapshot_id\":\"snap-%s\"}".formatted(name));
        var change = "{\"description\":\"changed in %s\"}".formatted(mode);
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body(change)
                .patch("/portfolios/1")
                .then()
                .statusCode(200);
    }

    /** Repeats are known, the books add up, what is held is held, and both stores say the same in the end. */
    private void checkEverything() {
        var again = Api.fill(
                Api.open("file-only-a", 1, "50"), Api.close("file-only-part", "file-only-a", 1, "10", "0.7", "0.01"));
        assertThat(again.getList("results.outcome")).containsOnly("repeated");
        assertThat(Api.settle("settle-file-only", "file-only-b", "won").getString("results[0].outcome"))
                .isEqualTo("repeated");
        assertThat(Api.reserve("order-open", 1, "50").getString("results[0].outcome"))
                .isEqualTo("reserved");
        assertThat(Api.reserve("order-greedy", 1, "20000").getString("results[0].outcome"))
                .isEqualTo("insufficient_cash");
        assertThat(Api.number(Api.paper(1), "summary.reserved")).isEqualByComparingTo("50");
        assertThat(FreshTables.isBalanced()).isTrue();
        var first = Api.ok("/portfolios/1/snapshots", "{\"snapshot_id\":\"snap-file-only\"}");
        assertThat(first.getInt("trade_count")).isEqualTo(2);
        if (!mode("portfolio").equals("file-only") && !mode("portfolio").equals("database-only")) {
            for (var feature : features) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(values(file(feature.name()))).isEqualTo(values(feature.database())));
            }
        }
    }

    private void importOnce(String mode) {
        if (mode.equals("dual-write")) {
            for (var feature : List.of("portfolio", "portfolio_history")) {
                Api.post("/cutover/" + feature + "/import", "{}").then().statusCode(202);
                await().atMost(PATIENCE)
                        .until(() -> "complete"
                                .equals(Api.get("/cutover/" + feature + "/import")
                                        .getString("status")));
            }
        }
    }

    private void advance(String feature) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            if (!mode(feature).equals("file-only")) {
                Api.post("/cutover/" + feature + "/verify", "{}");
            }
            accepted(Api.post("/cutover/" + feature + "/advance", "{\"by\":\"test\"}"));
        });
    }

    private void rollback(String feature, String mode) {
        accepted(Api.post("/cutover/" + feature + "/rollback", "{\"by\":\"test\",\"reason\":\"the way back\"}"));
        assertThat(mode(feature)).isEqualTo(mode);
    }

    private static void accepted(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private static String mode(String feature) {
        return Api.get("/cutover/" + feature).getString("mode");
    }

    private RecordStore file(String feature) {
        return features.stream()
                .filter(one -> one.name().equals(feature))
                .findFirst()
                .orElseThrow()
                .file();
    }

    private static Map<String, String> values(RecordStore store) {
        var values = new TreeMap<String, String>();
        store.read(one -> values.put(one.collection() + " " + one.key(), PythonJson.text(one.value())));
        return values;
    }
}
