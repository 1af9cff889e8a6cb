package prescient.trade.simulation;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import prescient.testing.PostgresServer;

/** A database with this service's schema that no running service touches, used with the service's rights. */
final class SimulationDatabase {

    private static final String NAME = "simulation_test";

    private SimulationDatabase() {}

    private static final class Holder {
        static final Pool POOL = create();
    }

    static Pool pool() {
        return Holder.POOL;
    }

    /** The defaults, as written in {@link SimulationConfig}. */
    static SimulationConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(SimulationConfig.class)
                .build()
                .getConfigMapping(SimulationConfig.class);
    }

    /** Runs a statement as a superuser. */
    static void sql(String statement) {
        try (var connection = superuser();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }

    /** Empties the exchange's tables, as they are after the migration. */
    static void empty() {
        pool();
        sql("TRUNCATE trade.simulation_orders, trade.simulation_fills, trade.simulation_cash,"
                + " trade.simulation_positions, trade.simulation_levels, trade.simulation_markets,"
                + " trade.simulation_settlements, trade.simulation_snapshots RESTART IDENTITY");
        sql("UPDATE trade.simulation_state SET version = 0, fill_seq = 0, cash_seq = 0,"
                + " settlement_seq = 0, balance = 0");
    }

    private static Connection superuser() throws SQLException {
        var server = PostgresServer.shared();
        return DriverManager.getConnection(url(), server.superuser(), server.superuserPassword());
    }

    private static String url() {
        var server = PostgresServer.shared();
        return "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), NAME);
    }

    private static Pool create() {
        var server = PostgresServer.shared();
        try (var connection = server.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        try (var script = SimulationDatabase.class.getResourceAsStream("/db/bootstrap.sql")) {
            sql(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        Flyway.configure()
                .dataSource(url(), "prescient_trade_owner", PostgresServer.PASSWORD)
                .defaultSchema("trade")
                .locations("db/migration/common", "db/migration/trade")
                .load()
                .migrate();
        var options = new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setDatabase(NAME)
                .setUser("prescient_trade")
                .setPassword(PostgresServer.PASSWORD)
                .setCachePreparedStatements(true)
                .addProperty("enable_seqscan", "off");
        return Pool.newInstance(PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(4))
                .using(Vertx.vertx())
                .build());
    }
}
