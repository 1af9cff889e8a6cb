package prescient.forecast.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.forecast.settle.Evaluation;

/**
 * What a decision of a day that is over rested on, and how it ended. Degrees Fahrenheit.
 *
 * @param live orders were sent
 * @param meanF the forecast, with its deviation {@code sigmaF}, null when it had none
 * @param highF the day's highest temperature
 * @param probability of the chosen bucket as it was decided on; null when none was chosen
 * @param hit whether the bucket was hit; null when that is not known
 * @param askCents what yes cost then; null when nobody offered it
 */
record JudgedDecision(
        LocalDate day,
        String city,
        String event,
        boolean live,
        OffsetDateTime runAt,
        double meanF,
        @Nullable Double sigmaF,
        double highF,
        @Nullable Double probability,
        @Nullable Boolean hit,
        @Nullable Integer askCents) {

    /** In which decisions are added up: sums of doubles are alike only in the same order. */
    static final Comparator<JudgedDecision> ORDER = Comparator.comparing(JudgedDecision::day)
            .thenComparing(JudgedDecision::city)
            .thenComparing(JudgedDecision::event)
            .thenComparing(JudgedDecision::live);

    /** Empty when it is not settled, and when it did not rest on a forecast. */
    static Optional<JudgedDecision> of(Evaluation evaluation) {
        var settled = evaluation.settled();
        var mean = evaluation.meanF();
        if (settled == null || mean == null) {
            return Optional.empty();
        }
        var market = evaluation.market();
        return Optional.of(new JudgedDecision(
                evaluation.tradeDate(),
                evaluation.city(),
                evaluation.eventTicker(),
                Boolean.TRUE.equals(evaluation.sendOrders()),
                evaluation.runAt(),
                mean.doubleValue(),
                number(evaluation.sigmaF()),
                settled.highF().doubleValue(),
                market == null ? null : number(market.modelProbability()),
                settled.hit(),
                market == null ? null : market.askCents()));
    }

    /** Empty when no bucket was chosen, and when it is not known whether it was hit. */
    Optional<BucketForecast> bucket() {
        return probability == null || hit == null
                ? Optional.empty()
                : Optional.of(new BucketForecast(probability, hit));
    }

    /** The bucket with its price as the probability. Empty without an offer: empty books show 0 and 100 cents. */
    Optional<BucketForecast> market() {
        var cents = askCents;
        return cents == null || cents <= 0 || cents >= 100
                ? Optional.empty()
                : bucket().map(forecast -> new BucketForecast(cents / 100.0, forecast.hit()));
    }

    private static @Nullable Double number(@Nullable BigDecimal value) {
        return value == null ? null : value.doubleValue();
    }
}
