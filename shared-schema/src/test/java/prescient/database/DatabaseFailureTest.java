package prescient.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailureTest {

    @Test
    void whatEndedADeadlockMaySucceedLater() {
        assertThat(DatabaseFailure.isOutage(new SQLException("deadlock detected", "40P01")))
                .isTrue();
    }

    @Test
    void whatWasUnderstoodAndRefusedIsNoOutage() {
        assertThat(DatabaseFailure.isOutage(new SQLException("duplicate key", "23505")))
                .isFalse();
    }
}
