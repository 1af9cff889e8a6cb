package prescient.signal.entry;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks settings by name. Each throws {@link IllegalArgumentException} with the name and the rule. Stateless. */
final class Ranges {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int MOST_DECIMALS = 6;

    private Ranges() {}

    static void percent(@Nullable BigDecimal value, String field) {
        range(value, BigDecimal.ZERO, HUNDRED, field);
    }

    /** Of a percent: 36 is 0.36 %. */
    static void hundredths(@Nullable BigDecimal value, String field) {
        range(value, BigDecimal.ONE, new BigDecimal(10_000), field);
    }

    static void between(int value, int least, int most, String field) {
        require(value >= least && value <= most, field, "lies in [" + least + ", " + most + "]");
    }

    static void range(@Nullable BigDecimal value, BigDecimal least, BigDecimal most, String field) {
        require(value != null, field, "is missing");
        var given = Objects.requireNonNull(value);
        require(
                given.compareTo(least) >= 0 && given.compareTo(most) <= 0 && given.scale() <= MOST_DECIMALS,
                field,
                "lies in [" + least + ", " + most + "] and has at most " + MOST_DECIMALS + " decimals");
    }

    static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(field + " " + rule);
        }
    }
}
