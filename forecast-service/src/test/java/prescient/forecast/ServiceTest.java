package prescient.forecast;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.database.Migration;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;

/** What tests against the running service share. */
@WithTestResource(PostgresForTests.class)
public abstract class ServiceTest {

    @RegisterExtension
    protected final StrictLog log = new StrictLog();

    @Inject
    Migration migration;

    @BeforeEach
    void startWithTheFourCities() throws SQLException {
        Awaitility.await().until(migration::done);
        execute("TRUNCATE observations, predictions, intraday_snapshots, hourly_snapshots, source_performance,"
                + " source_weights, eval_events, eval_metrics, decisions, forecast_trades, quarantine,"
                + " shadow_outbox, cutover_job, forecast_cycles, forecast_orders,"
                + " fingerprint_choice, fingerprints, fingerprint_sets");
        execute("DELETE FROM cities WHERE code NOT IN ('ny', 'il', 'tx', 'fl')");
    }

    protected static ValidatableResponse put(String path, String body) {
        return given().contentType("application/json").body(body).put(path).then();
    }

    protected static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    /** The only column of a query, as text, asked by the read-only role. */
    protected static List<String> read(String sql) throws SQLException {
        try (var connection = connect("prescient_reader");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var column = new ArrayList<String>();
            while (rows.next()) {
                column.add(String.valueOf(rows.getString(1)));
            }
            return column;
        }
    }

    /** Runs an import, a comparison or an export to its end. */
    protected static ExtractableResponse<Response> job(String feature, String verb, String body) {
        var id = post("/cutover/" + feature + "/" + verb, body)
                .statusCode(202)
                .extract()
                .path("id")
                .toString();
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> RestAssured.get("/cutover/" + feature + "/jobs/" + id)
                                .then()
                                .extract(),
                        job -> !job.path("status").equals("running"));
    }

    protected static void execute(String sql) throws SQLException {
        try (var connection = connect("prescient_forecast_owner");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String role) throws SQLException {
        var config = ConfigProvider.getConfig();
        var url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        config.getValue("prescient.db.host", String.class),
                        config.getValue("prescient.db.port", String.class),
                        config.getValue("prescient.db.name", String.class));
        return DriverManager.getConnection(url, role, PostgresServer.PASSWORD);
    }
}
