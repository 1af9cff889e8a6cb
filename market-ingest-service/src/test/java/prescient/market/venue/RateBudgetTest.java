package prescient.market.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void aSecondsWorthGoesAtOnceAndTheRestAtTheRate() {
        // Given
        var budget = new RateBudget(100, 0);
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
        var budget = new RateBudget(100, 0);
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
        var budget = new RateBudget(100, 0);

        // When
        for (int i = 0; i < 10; i++) {
            assertThat(budget.reserve(3600 * SECOND)).isZero();
        }

        // Then
        assertThat(budget.reserve(3600 * SECOND)).isPositive();
    }
}
