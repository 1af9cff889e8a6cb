package prescient.database;

import java.sql.SQLException;

/** The database did not answer a bulk statement, or refused it. */
public final class BulkFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String state;

    BulkFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** PostgreSQL's error code; empty when there was none. */
    public String state() {
        return state;
    }

    /** The data is at fault, not the database: a value it cannot hold or a rule that forbids it. */
    public boolean isBadData() {
        return state.startsWith("22") || state.startsWith("23");
    }
}
