package prescient.forecast.probability;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question about strikes.
 *
 * @param symbol for instance {@code BTC}
 * @param price dollars, above 0
 * @param ttcSeconds seconds to close, 0 to a day; what is below a minute or above an hour counts as that
 * @param momentumScore percent; null when there is none, then the baseline answers
 * @param strikes 1 to 1000, dollars, above 0
 */
public record ProbabilityRequest(
        String symbol,
        BigDecimal price,
        Integer ttcSeconds,
        @Nullable BigDecimal momentumScore,
        List<BigDecimal> strikes) {

    private static final int DAY = 86_400;
    private static final int MOST_STRIKES = 1000;
    private static final int MOST_DIGITS = 30;

    public ProbabilityRequest {
        GenerateRequest.symbol(symbol);
        positive(Objects.requireNonNull(price, "price is missing"), "price");
        int seconds = Objects.requireNonNull(ttcSeconds, "ttc_seconds is missing");
        require(seconds >= 0 && seconds <= DAY, "ttc_seconds lies in [0, 86400]");
        require(
                momentumScore == null || momentumScore.abs().compareTo(new BigDecimal(1000)) <= 0,
                "momentum_score lies in [-1000, 1000]");
        strikes = List.copyOf(Objects.requireNonNull(strikes, "strikes is missing"));
        require(!strikes.isEmpty() && strikes.size() <= MOST_STRIKES, "strikes has 1 to 1000 values");
        strikes.forEach(strike -> positive(strike, "strikes"));
    }

    private static void positive(BigDecimal value, String field) {
        require(
                value.signum() > 0 && value.precision() <= MOST_DIGITS && Math.abs(value.scale()) <= MOST_DIGITS,
                field + " is above 0 and has at most " + MOST_DIGITS + " digits");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
