package prescient.transfer;

import io.vertx.pgclient.PgException;
import prescient.database.BulkFailure;

/** Tells a value that the database cannot hold from a database that does not answer. */
final class BadData {

    private BadData() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BulkFailure bulk) {
                return bulk.isBadData();
            }
            if (cause instanceof PgException sql && sql.getSqlState() != null) {
                return sql.getSqlState().startsWith("22") || sql.getSqlState().startsWith("23");
            }
        }
        return failure instanceof IllegalArgumentException;
    }
}
