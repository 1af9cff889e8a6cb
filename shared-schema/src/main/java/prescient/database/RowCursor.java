package prescient.database;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the columns of a row one after the other, which costs less than asking for each by its name. For rows that come
 * by the hundred thousand.
 */
public final class RowCursor {

    private final ResultSet row;
    private int column;

    /** @param row that the result set stands on */
    public RowCursor(ResultSet row) {
        this.row = row;
    }

    /** The next column, which is never null. */
    public String text() throws SQLException {
        return Objects.requireNonNull(row.getString(++column));
    }

    public @Nullable String optionalText() throws SQLException {
        return row.getString(++column);
    }

    /** The next column, which is never null. */
    public BigDecimal decimal() throws SQLException {
        return Objects.requireNonNull(row.getBigDecimal(++column));
    }

    public @Nullable BigDecimal optionalDecimal() throws SQLException {
        return row.getBigDecimal(++column);
    }

    /** The next column, which is never null. */
    public Instant instant() throws SQLException {
        return Objects.requireNonNull(optionalInstant());
    }

    public @Nullable Instant optionalInstant() throws SQLException {
        var time = row.getObject(++column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A whole number, null where the column is. */
    public @Nullable Long whole() throws SQLException {
        long number = row.getLong(++column);
        return row.wasNull() ? null : number;
    }
}
