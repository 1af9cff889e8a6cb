package prescient.market.testing;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.market.testing.StagedVenue.Stage;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;

/** A test of the whole service on a real PostgreSQL, with empty tables before each test and a staged venue. */
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "owner", value = "market"))
@WithTestResource(StagedVenue.class)
public abstract class MarketServiceTest {

    @RegisterExtension
    protected final StrictLog log = new StrictLog();

    protected final Stage venue = StagedVenue.stage();

    @BeforeEach
    protected void emptyTables() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        venue.play(path -> StagedVenue.Reply.status(404));
        execute("TRUNCATE market.events, market.markets, market.market_snapshots, market.ingest_runs,"
                + " market.quarantine, market.job_lease, market.event_texts, market.filter_choices");
    }

    /** Runs over the staged venue's catalogue. */
    protected static ValidatableResponse ingest(String runId) {
        return post("/ingest/runs", "{\"run_id\":\"%s\"}".formatted(runId));
    }

    protected static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    /** An event of the venue with these markets. */
    protected static String event(String id, String... markets) {
        return Gamma.event(id, markets);
    }

    /** An open market of the venue. */
    protected static String market(String id, String yes, String no) {
        return Gamma.market(id, yes, no, false);
    }

    protected static String market(String id, String yes, String no, boolean closed) {
        return Gamma.market(id, yes, no, closed);
    }

    protected static void execute(String sql) {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    /** The single value of a query, as text; null for SQL's NULL. */
    protected static String value(String sql) {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    protected static long count(String from) {
        return Long.parseLong(value("SELECT count(*) FROM " + from));
    }
}
