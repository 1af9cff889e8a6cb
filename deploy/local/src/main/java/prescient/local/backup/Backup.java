package prescient.local.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresLogin;
import prescient.local.state.PrivateFiles;
import prescient.local.state.Secrets;

/**
 * Saves a whole database and shows that it can be brought back: a backup is good once a copy of it was restored and
 * every figure was equal. One thread.
 */
public final class Backup {

    /** Writes the features' JSON files. */
    @FunctionalInterface
    public interface JsonFiles {

        /**
         * Writes them.
         *
         * @param folder absolute, empty
         */
        Written into(Path folder) throws InterruptedException;
    }

    /**
     * What was written.
     *
     * @param features what the manifest says about each
     * @param missing what could not be written, in words
     */
    public record Written(ObjectNode features, List<String> missing) {}

    /** Which way the database is saved. */
    public enum Way {
        /** PostgreSQL's own programs if this machine has some that are new enough, otherwise built in. */
        BEST,
        /** Built in. */
        COPY,
        /** PostgreSQL's own programs, or not at all. */
        PG_DUMP
    }

    private final PostgresLogin login;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Progress progress;

    /** Of the database behind {@code login}, whose user must be a superuser; {@code clock} is the machine's. */
    public Backup(PostgresLogin login, Secrets secrets, InstantSource clock, Progress progress) {
        this.login = login;
        this.secrets = secrets;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Makes one. The answer's state says whether it is good; one that is not stays for whoever looks into it.
     *
     * @throws LauncherProblem when none could be made; nothing is left then
     */
    public Manifest make(Backups backups, Way way, JsonFiles json) throws InterruptedException {
        try (var databases = Databases.of(login)) {
            return make(databases, backups, way, json);
        } catch (SQLException failure) {
            throw failed(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Without JSON files, while somebody holds the right to work on the server. */
    Manifest safety(Databases databases, Backups backups) throws SQLException, IOException, InterruptedException {
        return make(databases, backups, Way.BEST, null);
    }

    /** 1 the database, 2 the JSON files, 3 the manifest, 4 restored and compared, 5 the folder gets its name. */
    private Manifest make(Databases databases, Backups backups, Way way, @Nullable JsonFiles json)
            throws SQLException, IOException, InterruptedException {
        var now = clock.instant();
        var id = backups.newId(now);
        var folder = backups.begin(id);
        try {
            Manifest manifest;
            try (var snapshot = Snapshot.take(login, PostgresLogin.DATABASE)) {
                requireTables(snapshot);
                var copy = copy(way, snapshot.major());
                progress.say("saving %d rows of %d tables (%s)"
                        .formatted(
                                snapshot.figures().rows(),
                                snapshot.figures().tables().size(),
                                copy.tool()));
                copy.write(snapshot, folder.resolve(Backups.DATABASE));
                manifest = new Manifest(
                        Manifest.FORMAT,
                        id,
                        Backups.seconds(now),
                        Manifest.DIFFERENT,
                        null,
                        json == null,
                        List.of(),
                        copy.kind(),
                        copy.tool(),
                        snapshot.serverVersion(),
                        snapshot.catalogue().schemas(),
                        snapshot.figures(),
                        JsonNodeFactory.instance.objectNode(),
                        null,
                        Map.of());
            }
            var written = json == null
                    ? new Written(JsonNodeFactory.instance.objectNode(), List.of())
                    : json.into(PrivateFiles.folder(folder.resolve(Backups.JSON)));
            manifest = manifest.holding(written.features(), hashes(folder));
            manifest.write(folder);
            var found = new ArrayList<>(written.missing());
            found.addAll(verify(databases, manifest, folder));
            manifest = manifest.judged(found, Backups.seconds(clock.instant()));
            manifest.write(folder);
            backups.finish(id, folder);
            return manifest;
        } finally {
            PrivateFiles.delete(folder);
        }
    }

    /** Restores it into a database that is dropped again; what was not equal, in words. */
    private List<String> verify(Databases databases, Manifest manifest, Path folder)
            throws SQLException, InterruptedException {
        progress.say("restoring it into a scratch database and comparing");
        var found = new ArrayList<String>();
        try {
            Backups.check(folder);
            databases.create(Databases.SCRATCH);
            found.addAll(restore(manifest, folder, Databases.SCRATCH));
        } catch (LauncherProblem problem) {
            found.add("it could not be restored: " + problem.message());
        } catch (SQLException | IOException failure) {
            found.add("it could not be restored: " + failure.getMessage());
        } finally {
            databases.drop(Databases.SCRATCH);
        }
        if (!manifest.figures().ledger().isBalanced()) {
            found.add("the books were not balanced when they were saved: "
                    + manifest.figures().ledger());
        }
        return found;
    }

    /** Brings the copy in {@code folder} into an empty database; what is not equal then, in words. */
    List<String> restore(Manifest manifest, Path folder, String database)
            throws SQLException, IOException, InterruptedException {
        var major = majorOf(manifest.serverVersion());
        copyOf(manifest, major).restore(manifest, folder.resolve(Backups.DATABASE), database);
        try (var restored = Snapshot.take(login, database)) {
            return manifest.figures().differences(restored.figures());
        }
    }

    private DatabaseCopy copyOf(Manifest manifest, int major) throws IOException, InterruptedException {
        return copy(PgDump.KIND.equals(manifest.copy()) ? Way.PG_DUMP : Way.COPY, major);
    }

    private DatabaseCopy copy(Way way, int major) throws IOException, InterruptedException {
        var bootstrap = new Bootstrap(login, secrets);
        var tools = way == Way.COPY ? java.util.Optional.<PostgresTools>empty() : PostgresTools.find(major);
        if (tools.isPresent()) {
            return new PgDump(login, bootstrap, tools.get(), progress);
        }
        if (way == Way.PG_DUMP) {
            throw new LauncherProblem(
                    "NO_POSTGRES_TOOLS",
                    "pg_dump and pg_restore of version " + major + " or newer are not on this machine.",
                    "Install PostgreSQL's client programs, or name their folder in " + PostgresTools.VARIABLE + ".");
        }
        return new CopyDump(login, bootstrap, new Migrations(login, secrets), progress);
    }

    /** In the first seconds of a new suite the services still make their tables. */
    private static void requireTables(Snapshot snapshot) {
        var missing = new ArrayList<>(Catalogue.schemaNames());
        missing.removeAll(snapshot.catalogue().schemas().keySet());
        if (!missing.isEmpty()) {
            throw new LauncherProblem(
                    "NOT_MIGRATED",
                    "There are no tables yet in " + String.join(", ", missing) + ".",
                    "Start the suite (./prescient up), and once its services have made their tables run"
                            + " ./prescient backup again.");
        }
    }

    private static Map<String, Manifest.FileFigures> hashes(Path folder) throws IOException {
        var files = new TreeMap<String, Manifest.FileFigures>();
        for (var file : PrivateFiles.all(folder)) {
            var name = folder.relativize(file).toString();
            files.put(name, new Manifest.FileFigures(Files.size(file), Hash.of(file)));
        }
        return files;
    }

    private static int majorOf(String version) {
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    }

    static LauncherProblem failed(SQLException failure) {
        return new LauncherProblem(
                "DATABASE_FAILED",
                "The database refused or did not answer: " + failure.getMessage(),
                "Look at postgres.log (./prescient logs postgres), correct the cause and run the command again.");
    }
}
