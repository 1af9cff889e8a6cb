package prescient.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Values on their way to and from PostgreSQL. */
final class Sql {

    private Sql() {}

    /** The text without characters that no column can hold; they are shown as they are written in JSON. */
    static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace("\\u0000", "\\\\u0000").replace("\0", "\\u0000");
    }

    /** The time in a column that is never null. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
