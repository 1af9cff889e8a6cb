package prescient.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.database.Bulk;
import prescient.database.BulkFailure;
import prescient.database.CopyText;

/** Rows that are copied in arrive as they are, and known keys leave the transaction as it was. */
class CopyInTest {

    private static final String COLUMNS = "collection, key, position, value";

    private final Bulk bulk = TestDatabase.bulk();

    @BeforeEach
    void empty() {
        TestDatabase.empty();
    }

    @Test
    void anyTextArrivesAsItIs() {
        // Given
        var odd = "tab\t, line\n, return\r, \\N and \\t, é, \uD83D\uDE00";

        // When
        boolean added = bulk.write(session -> session.copyNew("fake_record", COLUMNS, row(new CopyText(), odd, 7)));

        // Then
        assertThat(added).isTrue();
        assertThat(keys()).containsExactly(odd);
    }

    @Test
    void aKnownKeyAddsNothingAndTheTransactionGoesOn() {
        // Given
        bulk.write(session -> session.copyNew("fake_record", COLUMNS, row(new CopyText(), "known", 1)));

        // When
        var added = new ArrayList<Boolean>();
        bulk.write(session -> {
            var rows = row(row(new CopyText(), "new", 2), "known", 3);
            added.add(session.copyNew("fake_record", COLUMNS, rows));
            return added.add(session.copyNew("fake_record", COLUMNS, row(new CopyText(), "later", 4)));
        });

        // Then
        assertThat(added).containsExactly(false, true);
        assertThat(keys()).containsExactly("known", "later");
    }

    @Test
    void aNullWhereNoneMayBeIsRefusedForItself() {
        // When, Then
        assertThatThrownBy(() -> bulk.write(
                        session -> session.copyNew("fake_record", COLUMNS, row(new CopyText(), "key", null))))
                .isInstanceOfSatisfying(
                        BulkFailure.class,
                        refused -> assertThat(refused.isBadData()).isTrue());
        assertThat(keys()).isEmpty();
    }

    private static CopyText row(CopyText rows, String key, @Nullable Integer position) {
        rows.column("things").column(key).column(position).column("{}").endRow();
        return rows;
    }

    private List<String> keys() {
        var keys = new ArrayList<String>();
        bulk.<Object>read(session -> {
            session.query("SELECT key FROM fake_record ORDER BY position", row -> keys.add(row.getString(1)));
            return keys;
        });
        return keys;
    }
}
