package prescient.sqlite.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prescient.testing.PostgresServer;

/** Connections side by side. */
@Timeout(60)
class LanesTest {

    @Test
    void whatCannotBeStoredIsSaidBeforeMoreIsTakenOver() throws Exception {
        // Given
        try (var lanes = new Lanes(PostgresServer.shared()::connectAsSuperuser)) {
            lanes.give(lane -> {
                throw new SQLException("the disk is full");
            });

            // When, Then
            assertThatThrownBy(() -> {
                        while (true) {
                            lanes.give(lane -> 1);
                            Thread.sleep(Duration.ofMillis(1));
                        }
                    })
                    .isInstanceOf(SQLException.class)
                    .hasMessage("the disk is full");
            lanes.give(lane -> 2);
            assertThat(lanes.await()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatCannotBeReachedIsSaid() throws Exception {
        // Given
        try (var lanes = new Lanes(() -> {
            throw new SQLException("no server");
        })) {
            // When, Then
            assertThatThrownBy(lanes::await).isInstanceOf(SQLException.class).hasMessage("no server");
        }
    }
}
