package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.PostgresForTests;
import prescient.testing.TrailRecorder;

/** The line a fill leaves in the log, under the same names as in trade-service. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class TrailTest {

    @RegisterExtension
    final TrailRecorder trail = new TrailRecorder();

    @Test
    void aFillThatIsBookedSaysWhoseItIs() {
        // Given
        int id = Api.portfolio("1000");
        Api.reserve("order-trail", id, "100");

        // When
        Api.fill(Api.open("trail", id, "100"));
        Api.fill(Api.open("trail", id, "100"));

        // Then
        assertThat(trail.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .containsEntry("message", "fill booked")
                        .containsEntry("orderId", "order-trail")
                        .containsEntry("tradeId", "trade-trail")
                        .containsKey("fillId"));
        assertThat(trail.lines()).extracting(line -> line.get("status")).containsExactly("booked", "repeated");
    }
}
