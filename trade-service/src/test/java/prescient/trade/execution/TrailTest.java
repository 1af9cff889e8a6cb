package prescient.trade.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.PostgresForTests;
import prescient.testing.TrailRecorder;
import prescient.trade.testing.TradeTables;
import prescient.trade.testing.TradingTest;

/** The lines an order leaves in the log, by which a trade can be followed through all services. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
class TrailTest extends TradingTest {

    @RegisterExtension
    final TrailRecorder trail = new TrailRecorder();

    @BeforeEach
    void emptyTables() throws SQLException {
        neighbours.reset("10000.00");
        TradeTables.empty();
    }

    @Test
    void anOrderLeavesALineWhenItIsRecordedAndOneWhenItEnds() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");

        // When
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);

        // Then
        assertThat(trail.lines())
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).containsEntry("orderId", "o1").containsEntry("tradeId", "trade-o1"));
        assertThat(trail.lines().getFirst())
                .containsEntry("message", "order recorded")
                .containsEntry("status", "pending");
        assertThat(trail.lines().getLast())
                .containsEntry("message", "order ended")
                .containsEntry("status", "filled");
    }

    @Test
    void aRefusedOrderSaysWhy() {
        // When
        execute(order("o2", "unknown", "100", "0.56"));

        // Then
        assertThat(trail.lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("message", "order recorded")
                        .containsEntry("status", "denied")
                        .containsKey("code"));
    }
}
