package prescient.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import prescient.local.cutover.CutoverFeature;
import prescient.local.cutover.LegacyFiles;
import prescient.local.postgres.PostgresLogin;
import prescient.local.state.DataFolder;

/**
 * Which store is trusted when legacy files meet a data folder for the first time. The services would take the word of a
 * database that has decided before, and where nobody says anything they would take the database: with that one empty,
 * what the files hold would be bought again. So it is asked before a service starts and writes a mode beside the files.
 */
final class FirstModes {

    private FirstModes() {}

    /** The modes that the database has decided on, by feature. */
    static Map<String, String> stored(PostgresLogin login) {
        var modes = new TreeMap<String, String>();
        try (var connection = login.connect(PostgresLogin.DATABASE)) {
            for (var service : ServiceName.values()) {
                if (hasModes(connection, service)) {
                    read(connection, service, modes);
                }
            }
        } catch (SQLException failure) {
            throw new LauncherProblem(
                    "MODES_UNKNOWN",
                    "The database does not say which modes it has decided on: " + failure.getMessage() + ".",
                    "Read postgres.log (./prescient logs postgres), correct the cause and run the command again.");
        }
        return modes;
    }

    private static boolean hasModes(Connection connection, ServiceName service) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT FROM information_schema.columns
                WHERE table_schema = ? AND table_name = 'cutover_state' AND column_name = 'revision'
                """)) {
            statement.setString(1, service.schema());
            return statement.executeQuery().next();
        }
    }

    private static void read(Connection connection, ServiceName service, Map<String, String> modes)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT feature, mode FROM %s.cutover_state WHERE revision > 0".formatted(service.schema()))) {
            while (rows.next()) {
                modes.put(rows.getString(1), rows.getString(2));
            }
        }
    }

    /**
     * Refuses when nobody says in which mode an undecided feature begins, or the database says another one.
     *
     * @param stored the modes that the database of {@code folder} has decided on, by feature
     */
    static void require(LegacyFiles files, Map<String, String> stored, DataFolder folder) {
        var undecided = files.undecided();
        var told = files.initialMode();
        if (told.isEmpty()) {
            requireStored(files, stored);
            return;
        }
        var others = undecided.stream()
                .filter(feature -> !told.get().equals(stored.getOrDefault(feature.text(), told.get())))
                .toList();
        if (!others.isEmpty()) {
            throw new LauncherProblem(
                    "MODE_DIFFERS",
                    "The files in %s are to begin as %s, but the database in %s has decided before: %s."
                            .formatted(
                                    files.folder(),
                                    told.get(),
                                    folder.root(),
                                    others.stream()
                                            .map(feature -> feature.text() + " is " + stored.get(feature.text()))
                                            .collect(Collectors.joining(", "))),
                    "Give these files a data folder of their own: --data DIR. Only if this database holds what they"
                            + " hold, leave --mode and the old switches out.",
                    LauncherProblem.USAGE);
        }
    }

    private static void requireStored(LegacyFiles files, Map<String, String> stored) {
        var undecided = files.undecided();
        var silent = undecided.stream()
                .map(CutoverFeature::text)
                .filter(feature -> !stored.containsKey(feature))
                .toList();
        if (!silent.isEmpty()) {
            throw new LauncherProblem(
                    "MODE_NOT_TOLD",
                    "Nobody has said which store is trusted for " + String.join(", ", silent) + ".",
                    undecided.size() == files.features().size()
                            ? "Say it once: ./prescient up --mode MODE. Files that an old program has just left begin"
                                    + " with --mode file-only."
                            : "Say it once, for these features alone: " + LegacyFiles.MODE_VARIABLE
                                    + "=MODE ./prescient up. Files that an old program has just left begin with"
                                    + " file-only; --mode would be asked of all features.",
                    LauncherProblem.USAGE);
        }
    }
}
