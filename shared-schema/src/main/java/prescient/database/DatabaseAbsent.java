package prescient.database;

/** The database is not asked, since it did not answer lately. Counts as an outage. */
public final class DatabaseAbsent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseAbsent(String message) {
        super(message, null, false, false);
    }
}
