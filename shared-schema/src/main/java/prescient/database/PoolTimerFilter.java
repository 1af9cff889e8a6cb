package prescient.database;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps a line out of the log that says nothing: Vert.x's SQL pool does not stop the timer of a connection that
 * PostgreSQL refused, and when it fires, half a minute later, it fails a promise that has failed already. Without this
 * every statement that was tried during an outage would leave an ERROR with a stack trace.
 */
@LoggingFilter(name = "pool-timer")
public final class PoolTimerFilter implements Filter {

    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    @Override
    public boolean isLoggable(LogRecord line) {
        return !(line.getThrown() instanceof IllegalStateException thrown
                && "Result is already complete".equals(thrown.getMessage())
                && thrown.getStackTrace().length > 1
                && thrown.getStackTrace()[1].getClassName().equals(POOL));
    }
}
