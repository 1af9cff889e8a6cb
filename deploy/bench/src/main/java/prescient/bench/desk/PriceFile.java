package prescient.bench.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/**
 * A price log as the old desk wrote it: {@code btc_price_history.db} with wall clocks of New York and prices in cents,
 * of about two seconds in three. The same for the same number of rows.
 */
final class PriceFile {

    static final String NAME = "btc_price_history.db";
    static final String TABLE = "price_log";

    /** Months without a night in which clocks change begin here. */
    private static final LocalDateTime FROM = LocalDateTime.of(2025, 6, 26, 0, 0);

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final long SEED = 20250626;
    private static final int CENTS = 11_800_000;
    private static final int STEP = 400;
    private static final int BATCH = 10_000;

    private PriceFile() {}

    /** Writes it into {@code folder}, which is made when it is not there. */
    static void write(Path folder, int rows) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(NAME));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + TABLE + " (timestamp TEXT PRIMARY KEY, price REAL)");
            connection.setAutoCommit(false);
            insert(connection, rows);
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException("the price log could not be written", failure);
        }
    }

    private static void insert(Connection connection, int rows) throws SQLException {
        var random = new Random(SEED);
        var at = FROM;
        int cents = CENTS;
        try (var insert = connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, ?)")) {
            for (int row = 1; row <= rows; row++) {
                at = at.plusSeconds(1 + random.nextInt(2));
                cents += random.nextInt(2 * STEP + 1) - STEP;
                insert.setString(1, SECOND.format(at));
                insert.setDouble(2, BigDecimal.valueOf(cents, 2).doubleValue());
                insert.addBatch();
                if (row % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
