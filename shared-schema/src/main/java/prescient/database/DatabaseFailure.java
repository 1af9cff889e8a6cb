package prescient.database;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** Tells an absent database from a wrong statement. */
public final class DatabaseFailure {

    private DatabaseFailure() {}

    /**
     * True when PostgreSQL could not be reached, is starting or stopping, or did not answer in time, so that the same
     * request may succeed later; false for a statement it understood and refused.
     */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException sql) {
                var state = sql.getSqlState() == null ? "" : sql.getSqlState();
                // 57P: shutdown, crash, starting up; 08: connection; 53: out of resources; 28/3D/42P01/42883/3F: not
                // migrated.
                return state.startsWith("57P")
                        || state.startsWith("08")
                        || state.startsWith("53")
                        || state.equals("42P01")
                        || state.equals("42883")
                        || state.equals("3F000")
                        || state.equals("3D000");
            }
            if (cause instanceof IOException
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
}
