package prescient.forecast.settle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.Fixed;

/** Says how decisions ended, once the day's highest temperature is known. Stateless. */
public final class Settlement {

    private static final int PAYOUT_CENTS = 100;

    private Settlement() {}

    /**
     * The same decisions, in order; those of the day that chose a market, bought at a price, and are not settled yet,
     * are settled. A city without truth stays as it is.
     *
     * @param truths by city
     */
    public static List<Evaluation> settle(
            Collection<Evaluation> evaluations, LocalDate day, Map<String, Truth> truths, OffsetDateTime at) {
        return evaluations.stream()
                .map(evaluation -> settled(evaluation, day, truths.get(evaluation.city()), at)
                        .map(evaluation::with)
                        .orElse(evaluation))
                .toList();
    }

    /**
     * How contracts of a bucket ended, all bought at the ask and without fees. Empty when nothing was bought at a price
     * above 0, or the bucket has no bound.
     *
     * @param lowF inclusive, null when open
     * @param highF inclusive, null when open
     * @param count contracts
     * @param askCents whole cents
     */
    public static Optional<Settled> outcome(
            @Nullable Double lowF, @Nullable Double highF, int count, int askCents, Truth truth, OffsetDateTime at) {
        var hit = hit(truth.maximumF(), lowF, highF);
        if (count <= 0 || askCents <= 0 || hit.isEmpty()) {
            return Optional.empty();
        }
        int cents = hit.get() ? count * (PAYOUT_CENTS - askCents) : -count * askCents;
        return Optional.of(new Settled(
                Fixed.of(truth.maximumF(), 1), truth.url(), hit.get(), cents, BigDecimal.valueOf(cents, 2), at));
    }

    /** Whether a temperature lies within the bounds, both inclusive; empty when there is none. */
    public static Optional<Boolean> hit(double actualF, @Nullable Double lowF, @Nullable Double highF) {
        if (lowF == null && highF == null) {
            return Optional.empty();
        }
        return Optional.of((lowF == null || actualF >= lowF) && (highF == null || actualF <= highF));
    }

    private static Optional<Settled> settled(
            Evaluation evaluation, LocalDate day, @Nullable Truth truth, OffsetDateTime at) {
        var market = evaluation.market();
        if (truth == null
                || market == null
                || evaluation.settled() != null
                || market.ticker().isBlank()
                || !evaluation.tradeDate().equals(day)) {
            return Optional.empty();
        }
        var low = market.lowF();
        var high = market.highF();
        return outcome(
                low == null ? null : low.doubleValue(),
                high == null ? null : high.doubleValue(),
                market.count() == null ? 0 : market.count(),
                market.askCents() == null ? 0 : market.askCents(),
                truth,
                at);
    }

    /**
     * What a day's highest temperature was.
     *
     * @param maximumF whole degrees Fahrenheit, as the report says
     * @param url of the report
     */
    public record Truth(int maximumF, String url) {}
}
