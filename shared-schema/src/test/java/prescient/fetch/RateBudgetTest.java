package prescient.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void aSecondsWorthGoesAtOnceAndTheRestAtTheRate() {
        // Given
        var budget = RateBudget.perTenSeconds(100, 0);
        for (int i = 0; i < 10; i++) {
            budget.reserve(0);
        }

        // When
        long eleventh = budget.reserve(0);
        long twelfth = budget.reserve(0);

        // Then
        assertThat(eleventh).isEqualTo(SECOND / 10);
        assertThat(twelfth).isEqualTo(SECOND / 5);
    }

    @Test
    void neverMoreThanTheBudgetAndOneBurstInTenSeconds() {
        // Given
        var budget = RateBudget.perTenSeconds(100, 0);
        long now = 0;
        int sent = 0;

        // When
        while (now < 10 * SECOND) {
            now += budget.reserve(now);
            sent++;
        }

        // Then
        assertThat(sent).isLessThanOrEqualTo(111);
    }

    @Test
    void whatIsNotUsedIsNotSavedUp() {
        // Given
        var budget = RateBudget.perTenSeconds(100, 0);

        // When
        for (int i = 0; i < 10; i++) {
            assertThat(budget.reserve(3600 * SECOND)).isZero();
        }

        // Then
        assertThat(budget.reserve(3600 * SECOND)).isPositive();
    }

    @Test
    void requestsKeepTheirDistance() {
        // Given
        var budget = RateBudget.spaced(Duration.ofMillis(400), 0);

        // When
        var waits = List.of(budget.reserve(0), budget.reserve(0), budget.reserve(SECOND), budget.reserve(10 * SECOND));

        // Then
        assertThat(waits).containsExactly(0L, SECOND * 2 / 5, 0L, 0L);
    }

    @Test
    void aBudgetThatLetsNothingGoIsRefused() {
        assertThatThrownBy(() -> RateBudget.perTenSeconds(0, 0)).hasMessageContaining("never let one go");
        assertThatThrownBy(() -> RateBudget.spaced(Duration.ZERO, 0)).hasMessageContaining("apart");
    }
}
