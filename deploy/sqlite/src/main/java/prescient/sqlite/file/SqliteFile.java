package prescient.sqlite.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import prescient.sqlite.ImportProblem;

/**
 * A SQLite database opened for reading, as a file nobody changes: no lock is taken and no journal is made beside it.
 * One thread.
 */
public final class SqliteFile implements AutoCloseable {

    /** Takes a row; the array is used again for the next one. */
    @FunctionalInterface
    public interface RowSink {
        void accept(@Nullable Object[] row) throws SQLException;
    }

    private final Connection connection;

    /** What the file's texts are made of. */
    private final boolean isUtf8;

    private SqliteFile(Connection connection, boolean isUtf8) {
        this.connection = connection;
        this.isUtf8 = isUtf8;
    }

    /**
     * Opens it.
     *
     * @throws ImportProblem when a program may still be writing to it, or it is no SQLite database
     */
    public static SqliteFile open(Path path) {
        refuseUnfinished(path);
        var config = new SQLiteConfig();
        // One thread has it, so that nothing has to be locked for each value of each row.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        try {
            var connection = config.createConnection("jdbc:sqlite:" + uri(path) + "?mode=ro&immutable=1");
            try (var statement = connection.createStatement();
                    var encoding = statement.executeQuery(
                            "SELECT encoding FROM pragma_encoding, (SELECT count(*) FROM sqlite_master)")) {
                encoding.next();
                return new SqliteFile(connection, encoding.getString(1).equals("UTF-8"));
            } catch (SQLException unreadable) {
                connection.close();
                throw unreadable;
            }
        } catch (SQLException unreadable) {
            throw new ImportProblem(
                    "NOT_A_DATABASE",
                    path.getFileName() + " cannot be read as a SQLite database: " + unreadable.getMessage(),
                    "Bring a good copy of the file, or move it out of the folder.");
        }
    }

    /** What a journal beside the file still holds is not in the file. */
    private static void refuseUnfinished(Path path) {
        for (var ending : List.of("-wal", "-journal")) {
            var beside = path.resolveSibling(path.getFileName() + ending);
            try {
                if (Files.exists(beside) && Files.size(beside) > 0) {
                    throw new ImportProblem(
                            "UNFINISHED_WRITES",
                            beside.getFileName() + " holds writes that are not in the database yet.",
                            "Stop the old programs, open the file once with sqlite3 so that it takes them in, and"
                                    + " import again.");
                }
            } catch (IOException unreadable) {
                throw new ImportProblem(
                        "FILE_UNREADABLE", beside + " cannot be read: " + unreadable.getMessage(), "Check its rights.");
            }
        }
    }

    /** SQLite's own notation: a question mark begins its options. */
    private static String uri(Path path) {
        return "file:"
                + path.toAbsolutePath()
                        .toString()
                        .replace("%", "%25")
                        .replace("?", "%3f")
                        .replace("#", "%23");
    }

    /** Its tables in the order of their names, SQLite's own left out. */
    public List<StoredTable> tables() throws SQLException {
        var tables = new ArrayList<StoredTable>();
        var names = new ArrayList<String>();
        query(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
                        + " ORDER BY name",
                1, row -> names.add(String.valueOf(row[0])));
        for (var name : names) {
            var columns = new ArrayList<String>();
            query(
                    "SELECT name FROM pragma_table_info(" + literal(name) + ") ORDER BY cid",
                    1,
                    row -> columns.add(String.valueOf(row[0])));
            tables.add(new StoredTable(name, columns, sequence(name)));
        }
        return tables;
    }

    private OptionalLong sequence(String table) throws SQLException {
        var found = new ArrayList<Long>();
        query("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'", 1, row -> {
            if (row[0] instanceof Number count && count.intValue() > 0) {
                query("SELECT seq FROM sqlite_sequence WHERE name = " + literal(table), 1, entry -> {
                    if (entry[0] instanceof Number last) {
                        found.add(last.longValue());
                    }
                });
            }
        });
        return found.stream().mapToLong(Long::longValue).max();
    }

    /** {@code ok}, or what SQLite finds wrong with the file. */
    public String integrity() throws SQLException {
        var findings = new ArrayList<String>();
        query("PRAGMA integrity_check(5)", 1, row -> findings.add(String.valueOf(row[0])));
        return String.join("; ", findings);
    }

    /**
     * All rows; values as stored: Integer, Long, Double, String, byte[] or null.
     *
     * @param order SQL that orders them
     */
    public void rows(StoredTable table, String order, RowSink sink) throws SQLException {
        query(
                "SELECT * FROM " + quoted(table.name()) + " ORDER BY " + order,
                table.columns().size(),
                sink);
    }

    /** The least and the greatest text that an expression has; both empty when there is none. */
    public List<String> bounds(StoredTable table, String expression) throws SQLException {
        var bounds = new ArrayList<String>();
        // An index on the expression answers each half at once, as it would not answer min and max together.
        var texts = """
                SELECT (SELECT %1$s FROM %2$s WHERE typeof(%1$s) = 'text' ORDER BY %1$s LIMIT 1),
                    (SELECT %1$s FROM %2$s WHERE typeof(%1$s) = 'text' ORDER BY %1$s DESC LIMIT 1)
                """.formatted(expression, quoted(table.name()));
        query(texts, 2, row -> {
            for (var bound : row) {
                bounds.add(bound == null ? "" : bound.toString());
            }
        });
        return bounds;
    }

    private void query(String sql, int columns, RowSink sink) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var row = new @Nullable Object[columns];
            var at = ((CoreStatement) statement).pointer;
            while (rows.next()) {
                at.safeRunConsume((library, pointer) -> fill(library, pointer, row));
                sink.accept(row);
            }
        } catch (SQLiteException damaged) {
            throw new ImportProblem(
                    "DATABASE_DAMAGED",
                    "The database cannot be read to its end: " + damaged.getMessage(),
                    "Save what sqlite3's .recover command can, and import that file.");
        }
    }

    /** Asks the library itself: a result set asks it twice as often, and for texts in a way that takes longer. */
    private void fill(DB library, long statement, @Nullable Object[] row) throws SQLException {
        for (var i = 0; i < row.length; i++) {
            row[i] = switch (library.column_type(statement, i)) {
                case Codes.SQLITE_INTEGER -> integer(library.column_long(statement, i));
                case Codes.SQLITE_FLOAT -> library.column_double(statement, i);
                case Codes.SQLITE_TEXT -> text(library, statement, i);
                case Codes.SQLITE_BLOB -> bytes(library, statement, i);
                default -> null;
            };
        }
    }

    private static Object integer(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private String text(DB library, long statement, int column) throws SQLException {
        return isUtf8
                ? new String(bytes(library, statement, column), StandardCharsets.UTF_8)
                : library.column_text(statement, column);
    }

    private static byte[] bytes(DB library, long statement, int column) throws SQLException {
        var bytes = library.column_blob(statement, column);
        return bytes == null ? new byte[0] : bytes;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
