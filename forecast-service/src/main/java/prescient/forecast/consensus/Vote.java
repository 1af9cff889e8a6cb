package prescient.forecast.consensus;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import prescient.forecast.source.Source;

/**
 * The legacy daily program's blend of providers and model.
 *
 * @param meanF degrees Fahrenheit
 * @param confidence 0 to 0.9
 * @param weights of the sources that voted
 */
public record Vote(double meanF, Spread spread, double confidence, Map<Source, Double> weights) {

    public Vote {
        weights = Map.copyOf(weights);
    }

    /**
     * The model votes like a provider when its error or weight is known. It does not count for the spread, nor where
     * nothing is known about anybody, unless it is alone. Empty when nobody answered.
     *
     * @param valuesF of providers and model, degrees Fahrenheit
     * @param meanErrorsF mean absolute errors of the city's sources
     * @param stored calibrated weights of the city's sources
     */
    public static Optional<Vote> of(
            Map<Source, Double> valuesF,
            Map<Source, Double> meanErrorsF,
            Map<Source, Double> stored,
            ZeroWeights zeroWeights) {
        if (valuesF.isEmpty()) {
            return Optional.empty();
        }
        var voters = new EnumMap<Source, Double>(valuesF);
        var providers = new EnumMap<Source, Double>(valuesF);
        providers.remove(Source.LSTM);
        var others = providers.isEmpty() ? voters : providers;
        var weights = BaseWeights.of(
                EnumSet.copyOf(voters.keySet()), meanErrorsF, stored, EnumSet.copyOf(others.keySet()), zeroWeights);
        var spread = Spread.of(others, providers.isEmpty() ? Map.of() : meanErrorsF);
        return spread.map(
                known -> new Vote(BaseWeights.blendF(voters, weights), known, Confidence.of(known, weights), weights));
    }
}
