package prescient.market.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.cutover.CutoverConfig;
import prescient.cutover.Feature;
import prescient.cutover.LegacyRecord;
import prescient.cutover.Mode;
import prescient.cutover.RecordStore;
import prescient.cutover.Repair;
import prescient.market.testing.DualWrite;
import prescient.market.testing.Gamma;
import prescient.market.testing.Kalshi;
import prescient.market.testing.StagedVenue;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;

/** The database follows the files: what is new, what changed, what moved and what has gone. */
@QuarkusTest
@TestProfile(DualWrite.class)
class DualWriteTest {

    private static final Logger LOG = Logger.getLogger(DualWriteTest.class);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    final StagedVenue.Stage venue = StagedVenue.stage();

    @Inject
    Feature feature;

    @Inject
    Repair repair;

    @Inject
    CutoverConfig config;

    @BeforeEach
    void ready() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> RestAssured.get("/q/health/started").statusCode() == 200);
    }

    @Test
    void whatTheFilesLoseIsNoLongerListed() {
        // Given
        venue.playPages("[" + event("1") + "," + event("2") + "," + event("3") + "]");
        CatalogueContract.ingest().body("status", equalTo("complete"));
        CatalogueContract.filter("").body("markets", equalTo(3));
        inStep(3 + 3 + 3);

        // When
        venue.playPages("[" + event("3") + "," + event("1") + "]");
        CatalogueContract.ingest().body("status", equalTo("complete"));
        CatalogueContract.filter(",\"market_min_volume\":1000000000").body("markets", equalTo(0));

        // Then
        inStep(2 + 2);
        assertThat(everything(feature.database())).isEqualTo(everything(feature.file()));
        given().get("/events").then().body("items.event_id", equalTo(List.of("1", "3")));
    }

    @Test
    void twoListsThatArriveTogetherLeaveTheLaterOne() {
        // Given
        venue.playPages("[" + event("1") + "," + event("2") + "," + event("3") + "]");
        CatalogueContract.ingest().body("status", equalTo("complete"));
        var earlier = new ArrayList<LegacyRecord>();
        feature.file().read(earlier::add);
        venue.playPages("[" + event("3") + "," + event("1") + "]");
        CatalogueContract.ingest().body("status", equalTo("complete"));
        var together = new ArrayList<LegacyRecord>();
        earlier.stream().filter(record -> record.key().equals("2")).forEach(together::add);
        feature.file().read(together::add);

        // When
        feature.database().write(together);

        // Then
        assertThat(everything(feature.database())).isEqualTo(everything(feature.file()));
    }

    @Test
    void aCatalogueTooLargeForTheMemoryArrivesThroughTheRepair() {
        // Given
        try (var sim =
                VenueSim.start(VenueSimConfig.generated(InstantSource.system()).withSpeed(3600))) {
            venue.forward(sim.url());
            for (int i = 0; i < 2; i++) {
                // When
                long started = System.nanoTime();
                var run = CatalogueContract.ingest().body("status", equalTo("complete"));
                CatalogueContract.post("/markets/filter", "{\"run_id\":\"r\"}").statusCode(200);
                LOG.infof(
                        "NUMBERS dual-write on files took %d ms: %s",
                        Duration.ofNanos(System.nanoTime() - started).toMillis(),
                        run.extract().asString());

                // Then
                Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> differences() == 0);
                LOG.infof(
                        "NUMBERS in step after %d ms",
                        Duration.ofNanos(System.nanoTime() - started).toMillis());
            }
        }
    }

    @Test
    void aRepairTakesOutWhatTheFilesLostWithoutTheDatabaseHearingOfIt() {
        // Given
        venue.playPages("[" + event("1") + "," + event("2") + "]");
        CatalogueContract.ingest().body("status", equalTo("complete"));
        CatalogueContract.filter("").body("markets", equalTo(2));
        inStep(2 + 2 + 2);
        execute("INSERT INTO market.events (event_id, title, event_data, catalogue_position, observed_at)"
                + " VALUES ('lost', '', '{\"id\": \"lost\"}', 2, now())");
        execute("INSERT INTO market.filter_choices VALUES ('filtered_events', 'lost', 2, NULL, NULL)");

        // When
        repair.run(feature, false);

        // Then
        assertThat(everything(feature.database())).isEqualTo(everything(feature.file()));
        assertThat(value("SELECT listed FROM market.events WHERE event_id = 'lost'"))
                .isEqualTo("f");
    }

    @Test
    void aRepairEndsAChoiceThatTheFilesMadeEmptyWithoutTheDatabaseHearingOfIt() {
        // Given
        venue.playPages("[" + event("1") + "," + event("2") + "]");
        CatalogueContract.ingest().body("status", equalTo("complete"));
        CatalogueContract.filter(",\"market_min_volume\":1000000000").body("markets", equalTo(0));
        inStep(2 + 2);
        execute("INSERT INTO market.filter_choices VALUES ('filtered_markets', '11', 0, NULL, '{\"id\": \"11\"}')");
        execute("UPDATE market.markets SET is_filtered = true WHERE market_id = '11'");
        assertThat(everything(feature.database())).hasSize(2 + 2 + 1);

        // When
        repair.run(feature, false);

        // Then
        assertThat(everything(feature.database())).isEqualTo(everything(feature.file()));
        assertThat(value("SELECT is_filtered FROM market.markets WHERE market_id = '11'"))
                .isEqualTo("f");
    }

    @Test
    void whatIsBesideTheRecordsMovesWithTheTrust() throws Exception {
        // Given
        venue.playPages("[" + event("1") + ",{\"title\":\"no id\"}]");
        var run = CatalogueContract.fresh();
        CatalogueContract.run(run).body("quarantined", equalTo(1));
        inStep();
        venue.play(path -> StagedVenue.Reply.ok("[" + Gamma.market("11", "1", "0", true) + "]"));
        CatalogueContract.post("/prices/refresh", "{\"market_ids\":[\"11\"]}").statusCode(200);

        // When
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);

        // Then
        assertThat(value("SELECT status || quarantined FROM market.ingest_runs WHERE run_id = '" + run + "'"))
                .isEqualTo("incomplete1");
        assertThat(value("SELECT count(*) FROM market.quarantine WHERE run_id = '" + run + "'"))
                .isEqualTo("1");
        var dir = config.legacy().dir().orElseThrow();
        assertThat(Files.readString(dir.resolve(".prescient/events-quarantine.jsonl")))
                .as("nothing is deleted at the source")
                .contains("\"run_id\": \"" + run + "\"");
        assertThat(value("SELECT resolution FROM market.markets WHERE market_id = '11'"))
                .isEqualTo("yes");
        assertThat(value("SELECT last_problem FROM market.feeds WHERE feed = 'catalogue'"))
                .contains("no id");

        // And back again
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);
        given().get("/ingest/runs/" + run).then().body("status", equalTo("incomplete"));
    }

    @Test
    void aMarketOfAnotherVenueMovesWithTheTrustAndIsInNoRecord() {
        // Given
        venue.playPages("[" + event("4") + "]");
        CatalogueContract.ingest().body("status", equalTo("complete"));
        inStep();
        var ticker = "KXHIGHMIA-26FEB03-B74.5";
        venue.play(path -> StagedVenue.Reply.ok(Kalshi.markets(Kalshi.open(ticker, 34, 31))));
        CatalogueContract.refresh(ticker).statusCode(200);

        // When
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);

        // Then
        assertThat(value("SELECT venue || yes_price FROM market.markets WHERE NOT listed AND market_id = '" + ticker
                        + "'"))
                .isEqualTo("kalshi0.34");
        assertThat(everything(feature.database())).isEqualTo(everything(feature.file()));
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);
        given().get("/prices?market_id=" + ticker).then().body("quotes[0].market_id", equalTo(ticker));
    }

    @Test
    void aPriceComesBackAsItWasSeenLast() {
        // Given
        venue.playPages("[" + event("4") + "]");
        CatalogueContract.ingest().body("status", equalTo("complete"));
        inStep();
        refresh(Gamma.market("41", "1", "0", true));
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);

        // When
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);

        // Then
        given().get("/prices?market_id=41")
                .then()
                .body("quotes[0].yes_price", equalTo(1))
                .body("quotes[0].closed", equalTo(true))
                .body("quotes[0].resolution", equalTo("yes"));

        // And what the database saw later counts
        execute("UPDATE market.markets SET observed_at = observed_at + interval '1 hour', yes_price = 0.3,"
                + " no_price = 0.7, market_conviction = 0.4, resolution = NULL, closed = false WHERE market_id = '41'");
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);
        given().get("/prices?market_id=41")
                .then()
                .body("quotes[0].yes_price", equalTo(0.3f))
                .body("quotes[0].closed", equalTo(false))
                .body("quotes[0].resolution", nullValue());
    }

    @Test
    void theLastPriceOfAMarketWithoutARowMovesWithTheTrust() {
        // Given
        var id = CatalogueContract.fresh();
        refresh(Gamma.market(id, "0", "1", true));

        // When
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);

        // Then
        assertThat(value("SELECT concat_ws(' ', yes_price, resolution, question, listed, market_data->>'outcomePrices')"
                        + " FROM market.markets WHERE market_id = '" + id + "'"))
                .isEqualTo("0 no Question " + id + "? f [\"0\", \"1\"]");
    }

    private void refresh(String market) {
        venue.play(path -> StagedVenue.Reply.ok("[" + market + "]"));
        var id = market.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        CatalogueContract.post("/prices/refresh", "{\"market_ids\":[\"" + id + "\"]}")
                .statusCode(200)
                .body("quotes[0].market_id", equalTo(id));
    }

    private static String value(String sql) {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    private static void execute(String sql) {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    private void inStep() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> everything(feature.database()).equals(everything(feature.file())));
    }

    private void inStep(int records) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var database = everything(feature.database());
            assertThat(database).isEqualTo(everything(feature.file())).hasSize(records);
        });
    }

    private long differences() {
        var file = hashes(feature.file());
        var database = hashes(feature.database());
        return file.equals(database) ? 0 : 1 + Math.abs(file.size() - database.size());
    }

    private static List<Integer> hashes(RecordStore store) {
        var all = new ArrayList<Integer>();
        store.read(each -> all.add((each.collection() + each.key() + each.position() + each.value()).hashCode()));
        return all;
    }

    private static List<String> everything(RecordStore store) {
        var all = new ArrayList<String>();
        store.read(each -> all.add(each.collection() + " " + each.key() + " " + each.position() + " " + each.value()));
        return all;
    }

    private static String event(String id) {
        return Gamma.event(id, Gamma.market(id + "1", "0.8", "0.2", false));
    }
}
