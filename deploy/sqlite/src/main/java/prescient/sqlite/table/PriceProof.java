package prescient.sqlite.table;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.TableFacts;

/**
 * A proof that PostgreSQL has a price log as the file has it. While the rows are read they go through SHA-256, a part at
 * a time, and once a part is stored PostgreSQL makes its own sum of what it has: so nothing is sent, and the file is not
 * read again, as long as it has not changed since. One thread adds rows; any thread checks parts.
 */
public final class PriceProof {

    private static final int CHUNK = 64 * 1024;

    private final TableJob job;
    private final BinaryLine chunk = new BinaryLine();
    private final MessageDigest digest = digest();
    private int rows;
    private String first = "";
    private String last = "";
    private volatile boolean holds = true;

    PriceProof(TableJob job) {
        this.job = job;
    }

    /**
     * Some of the rows, in the order of time.
     *
     * @param first the earliest time, as PostgreSQL prints it
     * @param last the latest
     * @param sha256 of each row's time, price, flags and text as their send functions give them, with a zero between two
     *     rows; hexadecimal. All but the text tell where they end, and no text holds a zero: no other rows make the same
     */
    public record Part(String first, String last, String sha256) {

        /** True when these rows are committed, and no others lie between the first and the last; ends the transaction. */
        public boolean isHeld(Connection connection, TableJob job) throws SQLException {
            // They lie in this order in the primary key, whatever else the planner may think of a new table.
            Sql.execute(connection, "SET LOCAL enable_sort = off");
            var rows = PriceOrder.OF_INSTANTS.rows(job.source(), List.of(first, last));
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery("""
                        SELECT encode(sha256(string_agg(timestamptz_send("timestamp") || numeric_send(price)
                                || coalesce(array_send(flags), '') || textsend(legacy_timestamp), '\\x00'
                                ORDER BY "timestamp")), 'hex') = '%s'
                            AND count(legacy_timestamp) = count(*) AND count(legacy) = 0
                        FROM (%s) p
                        """.formatted(sha256, rows))) {
                found.next();
                return found.getBoolean(1);
            } finally {
                connection.rollback();
            }
        }
    }

    /**
     * The next row of the file.
     *
     * @param at when it was, as PostgreSQL prints it; null when it has no place
     * @param row ends with the columns that PostgreSQL is asked for
     * @param from where these begin
     */
    void add(@Nullable String at, BinaryLine row, int from) {
        if (!holds || at == null || at.compareTo(last) <= 0) {
            giveUp();
            return;
        }
        if (rows++ == 0) {
            first = at;
        } else {
            chunk.zero();
        }
        last = at;
        chunk.values(row, from);
        if (chunk.length() > CHUNK) {
            flush();
        }
    }

    /** A row that does not tell all that was stored, or that has no place; only a comparison row by row can prove it. */
    void giveUp() {
        holds = false;
    }

    private void flush() {
        digest.update(chunk.array(), 0, chunk.length());
        chunk.clear();
    }

    /** The rows since the last part; empty when there is nothing to check. */
    Optional<Part> endPart() {
        if (!holds || rows == 0) {
            return Optional.empty();
        }
        flush();
        rows = 0;
        return Optional.of(new Part(first, last, HexFormat.of().formatHex(digest.digest())));
    }

    /** Asks for what is stored of a part. */
    void check(Part part, Connection connection) throws SQLException {
        // A difference accuses nobody: it may be another file's row.
        if (holds && !part.isHeld(connection, job)) {
            giveUp();
        }
    }

    /**
     * What is proved once all parts are checked.
     *
     * @param facts of all rows of the file
     * @return empty when only a comparison row by row can tell
     */
    Optional<Verified> proved(TableFacts.Summary facts) {
        // Byte by byte the rows that the file's values make, and no others make them: so they are the database's own.
        return holds && facts.rows() > 0
                ? Optional.of(new Verified(facts, facts, facts.rows(), 0, 0, 0, List.of()))
                : Optional.empty();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
