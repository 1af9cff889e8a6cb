package prescient.trade.testing;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import prescient.testing.PostgresServer;

/** A database of its own with the trading schema, as the service sees it, for tests that need no running service. */
public final class AccountDatabase {

    private static final String NAME = "account_test";

    private AccountDatabase() {}

    private static final class Holder {
        static final String URL = create();
        static final Vertx VERTX = Vertx.vertx();
        static final Pool POOL = pool();
    }

    /** With the rights and settings of the running service. */
    public static Pool shared() {
        return Holder.POOL;
    }

    public static Vertx vertx() {
        return Objects.requireNonNull(Holder.VERTX);
    }

    /** Everything is as new. */
    public static void empty() {
        execute("TRUNCATE trade.account_orders, trade.account_fills, trade.account_settlements,"
                + " trade.account_positions, trade.account_balances, trade.account_sync,"
                + " trade.account_history, trade.account_differences,"
                + " trade.live_orders, trade.quarantine, trade.job_lease");
    }

    /** Runs a statement as a superuser. */
    public static void execute(String statement) {
        try (var connection = superuser();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }

    /** The first column of what a query answers, as text. */
    public static List<String> all(String query) {
        try (var connection = superuser();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(query, failure);
        }
    }

    public static String one(String query) {
        return all(query).getFirst();
    }

    private static java.sql.Connection superuser() throws SQLException {
        var server = PostgresServer.shared();
        return DriverManager.getConnection(Holder.URL, server.superuser(), server.superuserPassword());
    }

    private static Pool pool() {
        var server = PostgresServer.shared();
        var options = new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setDatabase(NAME)
                .setUser("prescient_trade")
                .setPassword(PostgresServer.PASSWORD)
                .addProperty("enable_seqscan", "off");
        return new Pool(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(10))
                .connectingTo(options)
                .using(Holder.VERTX)
                .build());
    }

    private static String create() {
        var server = PostgresServer.shared();
        var url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), NAME);
        try (var connection = server.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        try (var connection = DriverManager.getConnection(url, server.superuser(), server.superuserPassword());
                var statement = connection.createStatement();
                var script = AccountDatabase.class.getResourceAsStream("/db/bootstrap.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (SQLException | java.io.IOException failure) {
            throw new IllegalStateException(failure);
        }
        Flyway.configure()
                .dataSource(url, "prescient_trade_owner", PostgresServer.PASSWORD)
                .defaultSchema("trade")
                .locations("db/migration/common", "db/migration/trade")
                .load()
                .migrate();
        return url;
    }
}
