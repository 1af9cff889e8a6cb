package prescient.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import prescient.local.LauncherProblem;
import prescient.local.state.PrivateFiles;

/**
 * The {@linkplain ClassArchives archive of classes} of {@code ./prescient} itself, with which a command begins in half
 * the time. It is made from a recorded import of prices, the command that does most: what the compiler learned of it is
 * in the archive, too.
 *
 * @param root of the project
 */
public record LauncherArchive(Path root) {

    private static final long MINUTES_TO_MAKE_IT = 5;

    /** Enough rows for the compiler to have seen everything that a row can meet, the end of a month, too. */
    private static final String PRICES = """
            WITH RECURSIVE second(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM second WHERE n < 299999)
            INSERT INTO price_log SELECT strftime('%Y-%m-%dT%H:%M:%S', 1738324800 + n, 'unixepoch'),
                100000 + n * 7919 % 100000 / 100.0 FROM second
            """;

    /** Imports prices that it makes up into a suite that runs, whose data are to be thrown away. */
    public void make(Path data) throws IOException, InterruptedException {
        var prices = Files.createDirectories(data.resolve("prices"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + prices.resolve("btc_price_history.db"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE price_log (timestamp TEXT PRIMARY KEY, price REAL)");
            statement.execute(PRICES);
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
        record(data, prices);
    }

    /** SQLite's library, which its jar would be unpacked for at every start; whole or not there: a cut one ends the JVM. */
    static void unpackSqlite(Path folder) throws IOException {
        var name = LibraryLoaderUtil.getNativeLibName();
        try (var packed =
                SQLiteJDBCLoader.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (packed != null) {
                PrivateFiles.replace(folder.resolve(name), packed.readAllBytes());
            }
        }
    }

    private void record(Path data, Path prices) throws IOException, InterruptedException {
        var folder = Files.createDirectories(ClassArchives.of(root).folder());
        unpackSqlite(folder);
        var made = folder.resolve("launcher.new");
        var log = folder.resolve("launcher.log");
        var builder = new ProcessBuilder(
                        root.resolve("prescient").toString(),
                        "import",
                        "--sqlite",
                        prices.toString(),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PRESCIENT_NO_BUILD", "1");
        builder.environment().put("PRESCIENT_RECORD", made.toString());
        var process = builder.start();
        try {
            var inTime = process.waitFor(MINUTES_TO_MAKE_IT, TimeUnit.MINUTES);
            if (!inTime || process.exitValue() != 0 || !Files.exists(made)) {
                throw new LauncherProblem(
                        "NO_CLASS_ARCHIVE",
                        "No class archive could be made for ./prescient; " + log + " says why.",
                        "Nothing needs to be done: it works without it and starts a little slower.");
            }
            Files.move(
                    made,
                    folder.resolve("launcher.aot"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(made);
        }
    }
}
