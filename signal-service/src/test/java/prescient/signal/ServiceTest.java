package prescient.signal;

import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import prescient.cutover.CutoverDesk;
import prescient.database.Migration;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;

/** What tests against the running service and its tables share: they start empty. */
@WithTestResource(PostgresForTests.class)
public abstract class ServiceTest extends ApiTest {

    @Inject
    Migration migration;

    @Inject
    protected CutoverDesk cutovers;

    @BeforeEach
    void startEmpty() throws Exception {
        Awaitility.await().until(migration::done);
        // A repair, such as the one after a start, would bring back from the files what is emptied here.
        Awaitility.await().until(() -> cutovers.all().stream().allMatch(cutover -> cutover.settle() >= 0));
        clock.reset();
        execute(
                "prescient_signal_owner",
                "TRUNCATE trading_signals, signal_runs, signal_archives,"
                        + " entry_settings, entry_settings_changes, entry_state, entry_intents, entry_decisions,"
                        + " backtests, backtest_variants, backtest_trades");
        execute("prescient_signal_owner", "UPDATE strategies SET enabled = true");
        asked();
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

    protected static Connection connect(String role) throws SQLException {
        var config = ConfigProvider.getConfig();
        var url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        config.getValue("prescient.db.host", String.class),
                        config.getValue("prescient.db.port", String.class),
                        config.getValue("prescient.db.name", String.class));
        return DriverManager.getConnection(url, role, PostgresServer.PASSWORD);
    }
}
