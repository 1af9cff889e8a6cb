package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** COPY to and from PostgreSQL on one connection; one thread. */
final class CopyStream {

    private static final int CHUNK = 256 * 1024;

    private CopyStream() {}

    /** Rows going in. Closing without {@link #end()} gives up. */
    static final class In implements AutoCloseable {

        private final CopyIn copy;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;

        In(Connection connection, String sql) throws SQLException {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        }

        void add(CopyLine line) throws SQLException {
            if (filled + line.length() > CHUNK) {
                flush();
            }
            if (line.length() > CHUNK) {
                copy.writeToCopy(line.array(), 0, line.length());
                return;
            }
            System.arraycopy(line.array(), 0, chunk, filled, line.length());
            filled += line.length();
        }

        /** Whole rows. */
        void add(byte[] rows, int length) throws SQLException {
            flush();
            for (var sent = 0; sent < length; sent += CHUNK) {
                copy.writeToCopy(rows, sent, Math.min(CHUNK, length - sent));
            }
        }

        private void flush() throws SQLException {
            if (filled > 0) {
                copy.writeToCopy(chunk, 0, filled);
                filled = 0;
            }
        }

        /** Returns how many rows came in. */
        long end() throws SQLException {
            flush();
            return copy.endCopy();
        }

        @Override
        public void close() throws SQLException {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Rows coming out; closing reads what is left, since the driver loses its place when it is stopped. */
    static final class Out implements AutoCloseable {

        private final CopyOut copy;

        Out(Connection connection, String sql) throws SQLException {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        }

        /** The next row with its line end; null after the last. */
        byte @Nullable [] next() throws SQLException {
            return copy.readFromCopy();
        }

        @Override
        public void close() throws SQLException {
            while (copy.isActive() && copy.readFromCopy() != null) {
                // On to the end.
            }
        }
    }
}
