package prescient.bench.trade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import prescient.local.Suite;
import prescient.local.postgres.PostgresLogin;

/**
 * Records what one trade makes the services say to PostgreSQL: the server logs every statement, first while the suite
 * is idle, then while one trade runs. What also appears in the idle stretch is the services' housekeeping.
 */
final class TradeRecorder {

    /** Longer than the slowest of the services' periodic looks at the database. */
    private static final Duration IDLE = Duration.ofSeconds(17);

    private static final Duration LOG_DELAY = Duration.ofSeconds(1);
    /** How the services' connections for work on many rows begin and end, whatever that work is. */
    private static final Pattern SESSION = Pattern.compile("(?i)\\s*(SET|BEGIN|COMMIT|ROLLBACK|SHOW)\\b");

    private static final Set<String> ROLES = Set.of("prescient_market", "prescient_trade", "prescient_portfolio");

    private final Suite suite;

    TradeRecorder(Suite suite) {
        this.suite = suite;
    }

    /** The statements of {@code trade}, in their order. The suite must be idle otherwise. */
    List<TradeScript.Typed> record(Runnable trade) throws InterruptedException {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE)) {
            logStatements(connection, "all");
            try {
                var idle = statementsDuring(() -> Thread.sleep(IDLE)).stream()
                        .map(LoggedStatement::sql)
                        .collect(Collectors.toCollection(HashSet::new));
                var recorded = statementsDuring(trade::run).stream()
                        .filter(statement -> ROLES.contains(statement.role()) && !idle.contains(statement.sql()))
                        .filter(statement -> !SESSION.matcher(statement.sql()).lookingAt())
                        .toList();
                return typed(connection, recorded);
            } finally {
                logStatements(connection, "none");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the trade could not be recorded: " + failure.getMessage(), failure);
        }
    }

    private interface Stretch {
        void run() throws InterruptedException;
    }

    private List<LoggedStatement> statementsDuring(Stretch stretch) throws InterruptedException {
        Path log = suite.folder().log("postgres");
        try {
            long before = Files.size(log);
            stretch.run();
            Thread.sleep(LOG_DELAY);
            try (var input = Files.newInputStream(log)) {
                input.skipNBytes(before);
                return LoggedStatement.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void logStatements(Connection connection, String which) throws SQLException, InterruptedException {
        try (var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET log_statement = '" + which + "'");
            statement.execute("SELECT pg_reload_conf()");
        }
        Thread.sleep(LOG_DELAY);
    }

    private static List<TradeScript.Typed> typed(Connection connection, List<LoggedStatement> statements)
            throws SQLException {
        var typed = new java.util.ArrayList<TradeScript.Typed>();
        try (var sql = connection.createStatement()) {
            sql.execute("SET search_path = " + Pgbench.SEARCH_PATH);
            for (var statement : statements) {
                sql.execute("PREPARE recorded AS " + statement.sql());
                try (var row = sql.executeQuery(
                        "SELECT parameter_types::text[] FROM pg_prepared_statements" + " WHERE name = 'recorded'")) {
                    row.next();
                    var types = (String[]) row.getArray(1).getArray();
                    typed.add(new TradeScript.Typed(statement, Arrays.asList(types)));
                }
                sql.execute("DEALLOCATE recorded");
            }
        }
        return typed;
    }
}
