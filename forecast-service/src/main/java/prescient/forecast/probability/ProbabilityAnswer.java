package prescient.forecast.probability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about strikes.
 *
 * @param fingerprints the set that answers
 * @param bucket the momentum bucket that answers, null for the baseline
 * @param probabilities in the order of the question
 */
public record ProbabilityAnswer(
        String symbol, String fingerprints, @Nullable Integer bucket, List<StrikeProbability> probabilities) {}
