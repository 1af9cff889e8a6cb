package prescient.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;

/** Tells an absent database from a wrong statement. */
public final class DatabaseFailure {

    private DatabaseFailure() {}

    /**
     * True when PostgreSQL could not be reached, is starting or stopping, or did not answer in time, so that the same
     * request may succeed later; false for a statement it understood and refused.
     */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException || cause instanceof JsonProcessingException) {
                return false; // files, not PostgreSQL
            }
            if (cause instanceof PgException sql) {
                var state = sql.getSqlState() == null ? "" : sql.getSqlState();
                return isOutage(state);
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return isOutage(sql.getSQLState());
            }
            if (cause instanceof IOException
                    || cause instanceof SQLException
                    || cause instanceof DatabaseAbsent
                    || cause instanceof ClosedChannelException
                    || cause instanceof TimeoutException
                    || cause instanceof java.util.concurrent.TimeoutException
                    || cause instanceof NoStackTraceThrowable
                    || cause instanceof io.vertx.core.VertxException) {
                return true;
            }
        }
        return false;
    }

    /**
     * 57P: shutdown, crash, starting up; 08: connection; 53: out of resources; 40P01: chosen to end a deadlock with
     * another replica, so nothing was done; 42P01, 42883, 3F000 and 3D000: not migrated. A bulk connection that could not be had in time has no state, which counts as an outage, too.
     */
    private static boolean isOutage(String state) {
        return state.startsWith("57P")
                || state.startsWith("08")
                || state.startsWith("53")
                || state.equals("40P01")
                || state.equals("42P01")
                || state.equals("42883")
                || state.equals("3F000")
                || state.equals("3D000");
    }
}
