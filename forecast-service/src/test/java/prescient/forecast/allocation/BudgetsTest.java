package prescient.forecast.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsTest {

    private static final BigDecimal HUNDRED = new BigDecimal("100");

    @Test
    void aCityBelowTheLeastIsRaisedAndTheOthersGiveInProportion() {
        // When
        var budgets = Budgets.split(HUNDRED, scores(0.01, 0.33, 0.66), 0.05, LeastShare.OTHERS_GIVE);

        // Then
        assertThat(budgets.values().stream().map(BigDecimal::toString)).containsExactly("5.00", "31.66", "63.33");
    }

    @Test
    void theLegacySplitForgetsAllScoresInstead() {
        // When
        var budgets = Budgets.split(HUNDRED, scores(0.01, 0.33, 0.33, 0.33), 0.05, LeastShare.EQUAL_SPLIT);

        // Then
        assertThat(budgets.values()).allSatisfy(budget -> assertThat(budget).isEqualByComparingTo("25"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.05, 0.2, 0.25, 0.3, 1.0})
    void noSplitSpendsMoreThanThereIsOrGivesLessThanTheLeast(double least) {
        // When
        var budgets = Budgets.split(HUNDRED, scores(0, 0.001, 0.06, 5), least, LeastShare.OTHERS_GIVE);

        // Then
        var sum = budgets.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isBetween(new BigDecimal("99.96"), HUNDRED);
        double fair = Math.min(least, 0.25) * 100;
        assertThat(budgets.values())
                .allSatisfy(budget -> assertThat(budget.doubleValue()).isGreaterThanOrEqualTo(fair - 0.01));
    }

    @Test
    void scoresThatAreNoneAreRefused() {
        // Then
        assertThatThrownBy(() -> Budgets.split(HUNDRED, scores(Double.NaN), 0, LeastShare.OTHERS_GIVE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Budgets.split(HUNDRED, scores(-1), 0, LeastShare.OTHERS_GIVE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"5.00, 10, 50, 49", "1.00, 10, 10, 9", "5.06, 25, 20, 20", "0, 10, 0, 0", "5, 0, 0, 0", "-1, 10, 0, 0"})
    void moneyBuysWholeContracts(BigDecimal dollars, int cents, int exact, int binary) {
        // Then
        assertThat(ContractCount.affordable(dollars, cents, Division.EXACT)).isEqualTo(exact);
        assertThat(ContractCount.affordable(dollars, cents, Division.BINARY)).isEqualTo(binary);
    }

    private static Map<String, Double> scores(double... scores) {
        var byCity = new LinkedHashMap<String, Double>();
        for (int i = 0; i < scores.length; i++) {
            byCity.put("city" + i, scores[i]);
        }
        return byCity;
    }
}
