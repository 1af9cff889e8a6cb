package prescient.local.backup;

import static prescient.local.backup.Catalogue.quoted;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import prescient.local.Meter;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresLogin;

/**
 * Saves each table by COPY, packed, and where sequences and partitions stand. The tables themselves come from the
 * migrations when it is brought back, so it needs no program but this one.
 */
final class CopyDump implements DatabaseCopy {

    static final String KIND = "copy";

    private static final String CATALOGUE = "catalogue.json";

    private final PostgresLogin login;
    private final Bootstrap bootstrap;
    private final Migrations migrations;
    private final Progress progress;

    CopyDump(PostgresLogin login, Bootstrap bootstrap, Migrations migrations, Progress progress) {
        this.login = login;
        this.bootstrap = bootstrap;
        this.migrations = migrations;
        this.progress = progress;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String tool() {
        return "built in";
    }

    @Override
    public void write(Snapshot snapshot, Path folder) throws SQLException, IOException {
        Files.write(folder.resolve(CATALOGUE), Manifest.JSON.writeValueAsBytes(snapshot.catalogue()));
        for (var table : snapshot.catalogue().tables()) {
            var figures = snapshot.figures().tables().get(table.label());
            var meter = new Meter(progress, "copying " + table.label(), figures == null ? 0 : figures.rows());
            copyOut(snapshot.connection(), table, folder.resolve(fileOf(table)), meter);
        }
    }

    private static void copyOut(Connection connection, Catalogue.Table table, Path file, Meter meter)
            throws SQLException, IOException {
        var sql = "COPY (SELECT %s FROM %s) TO STDOUT".formatted(columns(table), table.sql());
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        try (var output = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 64 * 1024))) {
            for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                output.write(row);
                meter.add(1);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    @Override
    public void restore(Manifest manifest, Path folder, String database) throws SQLException, IOException {
        var catalogue = Manifest.JSON.readValue(folder.resolve(CATALOGUE).toFile(), Catalogue.class);
        bootstrap.prepare(database);
        migrations.run(database, manifest.schemas());
        try (var connection = login.connect(database)) {
            connection.setAutoCommit(false);
            // Every rule held when the rows were saved; triggers must not do again what they did then.
            Rows.execute(connection, "SET session_replication_role = replica; SET timezone = 'UTC'");
            empty(connection);
            makePartitions(connection, catalogue);
            for (var table : catalogue.tables()) {
                var figures = manifest.figures().tables().get(table.label());
                var meter = new Meter(progress, "restoring " + table.label(), figures == null ? 0 : figures.rows());
                copyIn(connection, table, folder.resolve(fileOf(table)), meter);
            }
            for (var sequence : catalogue.sequences()) {
                Rows.execute(
                        connection,
                        "SELECT setval('" + sequence.sql() + "', " + sequence.lastValue() + ", " + sequence.called()
                                + ")");
            }
            connection.commit();
            connection.setAutoCommit(true);
            Rows.execute(connection, "ANALYZE");
        }
    }

    /** What the migrations put into the tables is in the copy too. */
    private static void empty(Connection connection) throws SQLException {
        var tables = Catalogue.read(connection).tables();
        if (!tables.isEmpty()) {
            var names = tables.stream().map(Catalogue.Table::sql).collect(Collectors.joining(", "));
            Rows.execute(connection, "TRUNCATE " + names);
        }
    }

    /** The migrations make partitions for the months around today only. */
    private static void makePartitions(Connection connection, Catalogue wanted) throws SQLException {
        var known = new HashSet<String>();
        Catalogue.read(connection).partitions().forEach(part -> known.add(part.schema() + "." + part.name()));
        for (var part : wanted.partitions()) {
            if (known.contains(part.schema() + "." + part.name())) {
                continue;
            }
            Rows.execute(connection, "SET LOCAL ROLE " + ownerOf(part.schema()));
            Rows.execute(
                    connection,
                    "CREATE TABLE %s.%s PARTITION OF %s.%s %s"
                            .formatted(
                                    quoted(part.schema()),
                                    quoted(part.name()),
                                    quoted(part.schema()),
                                    quoted(part.parent()),
                                    part.bound()));
            Rows.execute(connection, "RESET ROLE");
        }
    }

    private static String ownerOf(String schema) {
        for (var service : ServiceName.values()) {
            if (service.schema().equals(schema)) {
                return service.ownerRole();
            }
        }
        throw new IllegalStateException("no service owns the schema " + schema);
    }

    private static void copyIn(Connection connection, Catalogue.Table table, Path file, Meter meter)
            throws SQLException, IOException {
        var sql = "COPY %s (%s) FROM STDIN".formatted(table.sql(), columns(table));
        try (var input = new GZIPInputStream(Files.newInputStream(file), 64 * 1024)) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            try {
                var buffer = new byte[64 * 1024];
                for (var read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                    copy.writeToCopy(buffer, 0, read);
                    meter.add(lines(buffer, read));
                }
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    /** A row is a line: line ends within values are written in another way. */
    private static long lines(byte[] buffer, int length) {
        var lines = 0L;
        for (var i = 0; i < length; i++) {
            lines += buffer[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static String columns(Catalogue.Table table) {
        return table.columns().stream().map(Catalogue::quoted).collect(Collectors.joining(", "));
    }

    private static String fileOf(Catalogue.Table table) {
        return table.label() + ".copy.gz";
    }
}
