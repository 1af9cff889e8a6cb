package prescient.portfolio.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BookingDeskTest {

    @Test
    void aBatchIsCutWhereAKeyComesAgainAndKeepsItsOrder() {
        // Given
        var batch = List.of("a1", "b1", "a2", "c1", "b2", "d1");

        // When
        var runs = BookingDesk.withoutRepeats(batch, item -> List.of(item.substring(0, 1)));

        // Then
        assertThat(runs).containsExactly(List.of("a1", "b1"), List.of("a2", "c1", "b2", "d1"));
    }
}
