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
 * What PostgreSQL has to give of a price log, row by row in the order of time, as one SHA-256. It was made of the
 * file's values while they were read, so that it proves what was stored without reading the file again, as long as the
 * file has not changed since.
 *
 * @param facts of the file
 * @param first the earliest time, as PostgreSQL prints it
 * @param last the latest
 * @param sha256 of all rows in binary form, without how many fields each has; hexadecimal
 */
public record PriceProof(TableFacts.Summary facts, String first, String last, String sha256) {

    /**
     * Reads what the database has from the first to the last time.
     *
     * @return empty when a single byte is different; only a comparison row by row can say which, and whether it is
     *     another file's
     */
    public Optional<Verified> check(Connection connection, TableJob job) throws SQLException {
        var found = digest();
        var from = BinaryLine.HEADER.length + BinaryLine.COUNT;
        var query = PriceOrder.OF_INSTANTS.binaryQuery(job.source(), List.of(first, last));
        try (var rows = new CopyStream.Out(connection, query)) {
            // The header comes with the first row, and the last word is shorter than any row.
            for (var row = rows.next(); row != null && row.length > BinaryLine.COUNT; row = rows.next()) {
                found.update(row, from, row.length - from);
                from = BinaryLine.COUNT;
            }
        }
        // Byte by byte the rows that the file's values make, and no others make them: so they are the database's own.
        return printed(found).equals(sha256)
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

        private final MessageDigest digest = digest();
        private String first = "";
        private String last = "";
        private boolean possible = true;

        /**
         * The next row of the file.
         *
         * @param at when it was, as PostgreSQL prints it; null when it has no place
         * @param row ends with what PostgreSQL has to give
         * @param from where that begins
         */
        void add(@Nullable String at, BinaryLine row, int from) {
            if (at == null || at.compareTo(last) <= 0) {
                giveUp();
                return;
            }
            first = first.isEmpty() ? at : first;
            last = at;
            digest.update(row.array(), from, row.length() - from);
        }

        /** A row that does not tell all that was stored, or that has no place. */
        void giveUp() {
            possible = false;
        }

        /** Empty when there was a row that a comparison has to look at, or none at all. */
        Optional<PriceProof> made(TableFacts.Summary facts) {
            return possible && !first.isEmpty()
                    ? Optional.of(new PriceProof(facts, first, last, printed(digest)))
                    : Optional.empty();
        }
    }
}
