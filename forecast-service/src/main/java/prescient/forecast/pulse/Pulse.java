package prescient.forecast.pulse;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.consensus.BaseWeights;
import prescient.forecast.consensus.Confidence;
import prescient.forecast.consensus.Spread;
import prescient.forecast.consensus.ZeroWeights;
import prescient.forecast.csv.Fixed;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionRun;
import prescient.forecast.source.Source;
import prescient.forecast.source.SourceText;

/**
 * One city's day as a pulse sees it. Numbers have 4 decimals.
 *
 * @param snapshot to be kept; it has no place for the model's own value
 * @param lstmF what the model said, degrees Fahrenheit; null when it did not
 * @param confidence 0 to 0.9; null when no source answered
 * @param conviction confidence weighed with steadiness, 0 to 1; null when no source answered
 */
public record Pulse(
        Snapshot snapshot,
        @Nullable BigDecimal lstmF,
        @Nullable BigDecimal confidence,
        @Nullable BigDecimal conviction) {

    /** How many earlier snapshots are looked at. */
    private static final int HISTORY = 4;

    private static final int DECIMALS = 4;

    /**
     * Blends what the sources say now: weights from errors, then from steadiness; spread and confidence from what is
     * left. The model has a weight where its error or its calibrated weight is known, or when it is alone; it does not
     * count for the spread beside providers.
     *
     * @param valuesF of the providers that answered, and of the model if it did, degrees Fahrenheit; none may be other
     *     than finite
     * @param meanErrorsF mean absolute errors of the city's sources
     * @param stored calibrated weights of the city's sources
     * @param earlier snapshots; those of this city and day are looked at
     * @throws IllegalArgumentException when a value is not finite or is the blend's
     */
    public static Pulse of(
            OffsetDateTime at,
            String city,
            LocalDate tradeDate,
            Map<Source, Double> valuesF,
            Map<Source, Double> meanErrorsF,
            Map<Source, Double> stored,
            Collection<Snapshot> earlier) {
        var values = new EnumMap<Source, Double>(Source.class);
        valuesF.forEach((source, value) -> {
            if (!Double.isFinite(value) || source == Source.CONSENSUS) {
                throw new IllegalArgumentException(source.text() + " forecasts " + value);
            }
            values.put(source, value);
        });
        var providers = new EnumMap<Source, Double>(values);
        var lstm = providers.remove(Source.LSTM);
        boolean isModelAlone = providers.isEmpty();
        var base = BaseWeights.of(
                values.keySet(),
                meanErrorsF,
                lstm == null ? BaseWeights.ofProviders(stored) : stored,
                isModelAlone ? values.keySet() : providers.keySet(),
                ZeroWeights.MADE_EQUAL);
        var steady = Steadiness.of(values, base, history(earlier, city, tradeDate));
        var spread = Spread.of(isModelAlone ? values : providers, isModelAlone ? Map.of() : meanErrorsF)
                .orElse(null);
        Double confidence = spread == null ? null : Confidence.of(spread, steady.weights());
        var snapshot = new Snapshot(
                at,
                city,
                tradeDate,
                spread == null ? null : Fixed.of(BaseWeights.blendF(values, steady.weights()), DECIMALS),
                spread == null ? null : Fixed.of(spread.sigmaF(), DECIMALS),
                fixed(providers),
                SourceText.names(values.keySet()),
                SourceText.weights(steady.weights()));
        return new Pulse(
                snapshot,
                Fixed.orNull(lstm, DECIMALS),
                Fixed.orNull(confidence, DECIMALS),
                Fixed.orNull(
                        confidence == null ? null : Confidence.conviction(confidence, steady.stability()), DECIMALS));
    }

    /** The prediction that follows from it. */
    public Prediction prediction(@Nullable PredictionRun run) {
        return new Prediction(
                snapshot.tradeDate(),
                snapshot.city(),
                snapshot.meanF(),
                lstmF,
                snapshot.meanF(),
                SourceText.names(snapshot.providersF().keySet()),
                snapshot.providersF(),
                snapshot.sigmaF(),
                confidence,
                snapshot.sourcesUsed(),
                snapshot.weightsUsed(),
                run);
    }

    /**
     * The snapshot of the hourly program before it: weights as calibrated, whatever the errors, and the spread of all.
     *
     * @param valuesF of the providers that answered, degrees Fahrenheit
     * @param stored calibrated weights of the city's sources
     */
    public static Snapshot hourly(
            OffsetDateTime at,
            String city,
            LocalDate tradeDate,
            Map<Source, Double> valuesF,
            Map<Source, Double> stored) {
        var weights = BaseWeights.of(
                valuesF.keySet(), Map.of(), BaseWeights.ofProviders(stored), valuesF.keySet(), ZeroWeights.MADE_EQUAL);
        var spread = Spread.of(valuesF, Map.of()).orElse(null);
        return new Snapshot(
                at,
                city,
                tradeDate,
                spread == null ? null : Fixed.of(BaseWeights.blendF(valuesF, weights), DECIMALS),
                spread == null ? null : Fixed.of(spread.sigmaF(), DECIMALS),
                fixed(valuesF),
                SourceText.names(valuesF.keySet()),
                SourceText.weights(weights));
    }

    private static List<Map<Source, Double>> history(Collection<Snapshot> earlier, String city, LocalDate tradeDate) {
        return RecentSnapshots.of(earlier, city, tradeDate, HISTORY).stream()
                .map(snapshot -> {
                    Map<Source, Double> values = new EnumMap<>(Source.class);
                    snapshot.providersF().forEach((source, value) -> values.put(source, value.doubleValue()));
                    return values;
                })
                .toList();
    }

    private static Map<Source, BigDecimal> fixed(Map<Source, Double> valuesF) {
        var fixed = new EnumMap<Source, BigDecimal>(Source.class);
        valuesF.forEach((source, value) -> fixed.put(source, Fixed.of(value, DECIMALS)));
        return fixed;
    }
}
