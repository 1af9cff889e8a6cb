package prescient.signal;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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

/** What tests against the running service share: empty tables, a clock that stands still, a fake neighbour. */
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarketIngest.class)
public abstract class ServiceTest {

    @RegisterExtension
    protected final StrictLog log = new StrictLog();

    @Inject
    protected TestClock clock;

    @Inject
    Migration migration;

    @BeforeEach
    void startEmpty() throws Exception {
        Awaitility.await().until(migration::done);
        clock.reset();
        execute("prescient_signal_owner", "TRUNCATE trading_signals, signal_runs, signal_archives");
        execute("prescient_signal_owner", "UPDATE strategies SET enabled = true");
        asked();
    }

    /** What the neighbour answers from now on. */
    protected static void answer(int status, String body) {
        neighbour(HttpRequest.newBuilder(fake("/answer?status=" + status))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What the neighbour answers to its next {@code times} requests. */
    protected static void answerFirst(int status, int times, String body) {
        neighbour(HttpRequest.newBuilder(fake("/answer?status=" + status + "&times=" + times))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The requests the neighbour got since the last call, as a JSON array. */
    protected static String asked() {
        return neighbour(HttpRequest.newBuilder(fake("/asked")));
    }

    /** The body of a filter answer with these items. */
    protected static String found(String... items) {
        return "{\"events\":7,\"candidates\":3,\"markets\":%d,\"items\":[%s]}"
                .formatted(items.length, String.join(",", items));
    }

    /** A market of a filter answer. */
    protected static String market(String id, String yes, String no) {
        return """
                {"market_id":"%s","question":"Will %s happen?","yes_price":%s,"no_price":%s,"liquidity":20000.5,\
                "volume":90000,"event_id":"e1","event_title":"An event","event_end_date":"2025-12-31T12:00:00Z",\
                "end_date":"2025-12-30T12:00:00Z","snapshot_at":"2025-10-15T16:09:00Z","closed":false,\
                "accepting_orders":true}""".formatted(id, id, yes, no);
    }

    protected static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    protected static ValidatableResponse patch(String path, String body) {
        return given().contentType("application/json").body(body).patch(path).then();
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

    protected static void execute(String role, String sql) throws SQLException {
        try (var connection = connect(role);
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

    private static URI fake(String path) {
        return URI.create(ConfigProvider.getConfig().getValue("prescient.url.market-ingest", String.class) + path);
    }

    private static String neighbour(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }
}
