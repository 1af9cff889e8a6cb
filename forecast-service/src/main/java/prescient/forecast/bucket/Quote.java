package prescient.forecast.bucket;

import org.jspecify.annotations.Nullable;

/**
 * What yes costs. Whole cents; null what nobody offers.
 *
 * @param nextAskCents the ask when the best one is used up
 * @param askQuantity contracts at the ask
 */
public record Quote(
        @Nullable Integer bidCents,
        @Nullable Integer askCents,
        @Nullable Integer nextAskCents,
        @Nullable Integer spreadCents,
        @Nullable Integer askQuantity,
        @Nullable Integer nextAskQuantity) {}
