package prescient.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** The way to PostgreSQL. */
@FunctionalInterface
public interface Databases {

    /**
     * A new connection with the rights of a schema's owner; the caller closes it.
     *
     * @param schema {@code trade} or {@code market}
     */
    Connection connect(String schema) throws SQLException;
}
