package prescient.sqlite.table;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.TableFacts;

/**
 * What PostgreSQL has to have of a price log, as a SHA-256 of each part's rows in the order of time. It was made of the
 * file's values while they were read, and PostgreSQL makes its own of what is stored: so it proves that without sending
 * a row, and without reading the file again, as long as the file has not changed since.
 *
 * @param facts of the file
 * @param parts all its rows, in the order of time
 */
public record PriceProof(TableFacts.Summary facts, List<Part> parts) {

    public PriceProof {
        parts = List.copyOf(parts);
    }

    /**
     * Some of the rows.
     *
     * @param first the earliest time, as PostgreSQL prints it
     * @param last the latest
     * @param sha256 of the rows as {@code record_send} gives them; hexadecimal
     */
    public record Part(String first, String last, String sha256) {

        /** Returns how many parts are not what PostgreSQL has: 0 or 1. */
        private long different(Connection connection, TableJob job) throws SQLException {
            // They lie in this order in the primary key, whatever else the planner may think of a new table.
            Sql.execute(connection, "SET LOCAL enable_sort = off");
            var rows = PriceOrder.OF_INSTANTS.rows(job.source(), List.of(first, last));
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery("""
                        SELECT encode(sha256(string_agg(record_send(p), '' ORDER BY "timestamp")), 'hex') FROM (%s) p
                        """.formatted(rows))) {
                found.next();
                return sha256.equals(found.getString(1)) ? 0 : 1;
            } finally {
                connection.rollback();
            }
        }
    }

    /**
     * Asks for what the database has from the first to the last time of each part, several parts at a time.
     *
     * @return empty when a single byte is different; only a comparison row by row can say which, and whether it is
     *     another file's
     */
    public Optional<Verified> check(Lanes lanes, TableJob job) throws SQLException {
        for (var part : parts) {
            lanes.give(lane -> part.different(lane, job));
        }
        // Byte by byte the rows that the file's values make, and no others make them: so they are the database's own.
        return lanes.await() == 0
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

    private static String printed(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A proof in the making. One thread. */
    static final class Maker {

        private static final int ROWS = 100_000;
        private static final int CHUNK = 64 * 1024;

        /** {@code timestamptz}, {@code text}, {@code numeric}, {@code text[]} and {@code jsonb}. */
        private static final int[] TYPES = {1184, 25, 1700, 1009, 3802};

        private final BinaryLine chunk = new BinaryLine();
        private final MessageDigest digest = digest();
        private final List<Part> parts = new ArrayList<>();
        private int rows;
        private String first = "";
        private String last = "";
        private boolean possible = true;

        /**
         * The next row of the file.
         *
         * @param at when it was, as PostgreSQL prints it; null when it has no place
         * @param row ends with the columns that PostgreSQL is asked for
         * @param from where these begin
         */
        void add(@Nullable String at, BinaryLine row, int from) {
            if (!possible || at == null || at.compareTo(last) <= 0) {
                giveUp();
                return;
            }
            if (rows == ROWS) {
                endPart();
            }
            first = rows++ == 0 ? at : first;
            last = at;
            chunk.record(row, from, TYPES);
            if (chunk.length() > CHUNK) {
                flush();
            }
        }

        private void flush() {
            digest.update(chunk.array(), 0, chunk.length());
            chunk.clear();
        }

        private void endPart() {
            flush();
            parts.add(new Part(first, last, printed(digest)));
            rows = 0;
        }

        /** A row that does not tell all that was stored, or that has no place. */
        void giveUp() {
            possible = false;
        }

        /** Empty when there was a row that a comparison has to look at, or none at all. */
        Optional<PriceProof> made(TableFacts.Summary facts) {
            if (!possible || rows == 0) {
                return Optional.empty();
            }
            endPart();
            return Optional.of(new PriceProof(facts, parts));
        }
    }
}
