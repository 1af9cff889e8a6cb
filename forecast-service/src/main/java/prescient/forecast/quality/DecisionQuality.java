package prescient.forecast.quality;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good the probabilities were that decisions rested on, of the live or of the dry runs.
 *
 * @param decisions the last of each city's event
 * @param crps continuous ranked probability score of their normal forecasts against the settled temperature
 * @param buckets of the buckets that were chosen
 * @param market the same beside what the market thought
 */
record DecisionQuality(boolean live, int decisions, CrpsScore crps, BucketQuality buckets, MarketSkill market) {

    /** @param meanF degrees Fahrenheit; null without forecasts that have a deviation */
    record CrpsScore(int count, @Nullable Double meanF) {}

    /**
     * @param hitRate share of the buckets that were hit; null, as the scores, without buckets
     * @param logLoss natural logarithm
     */
    record BucketQuality(
            int count,
            @Nullable Double hitRate,
            @Nullable BrierSplit brier,
            @Nullable Double logLoss,
            List<ReliabilityBin> reliabilityTable) {}

    /**
     * Over the buckets that had an offer of 1 to 99 cents when they were decided on. The ask is taken for the market's
     * probability: it is what the forecast had to beat.
     *
     * @param modelBrier null, as the others, without such buckets
     * @param skill above 0 the model was better than the market
     */
    record MarketSkill(
            int count,
            @Nullable Double modelBrier,
            @Nullable Double marketBrier,
            @Nullable Double skill) {}

    /** @param decisions all live or all dry, in {@link JudgedDecision#ORDER} */
    static DecisionQuality of(boolean live, List<JudgedDecision> decisions) {
        return new DecisionQuality(live, decisions.size(), crps(decisions), buckets(decisions), market(decisions));
    }

    private static CrpsScore crps(List<JudgedDecision> decisions) {
        double sum = 0;
        int count = 0;
        for (var decision : decisions) {
            var sigma = decision.sigmaF();
            if (sigma != null) {
                sum += Scores.crpsF(decision.meanF(), sigma, decision.highF());
                count++;
            }
        }
        return new CrpsScore(count, count == 0 ? null : sum / count);
    }

    private static BucketQuality buckets(List<JudgedDecision> decisions) {
        var forecasts = decisions.stream()
                .flatMap(decision -> decision.bucket().stream())
                .toList();
        return new BucketQuality(
                forecasts.size(),
                forecasts.isEmpty() ? null : Scores.mean(forecasts, BucketForecast::outcome),
                BrierSplit.of(forecasts),
                Scores.logLoss(forecasts),
                ReliabilityBin.split(forecasts).stream().map(ReliabilityBin::of).toList());
    }

    private static MarketSkill market(List<JudgedDecision> decisions) {
        var model = new ArrayList<BucketForecast>();
        var market = new ArrayList<BucketForecast>();
        for (var decision : decisions) {
            decision.bucket()
                    .ifPresent(bucket -> decision.market().ifPresent(quote -> {
                        model.add(bucket);
                        market.add(quote);
                    }));
        }
        if (model.isEmpty()) {
            return new MarketSkill(0, null, null, null);
        }
        double modelBrier = Scores.mean(model, BucketForecast::squaredError);
        double marketBrier = Scores.mean(market, BucketForecast::squaredError);
        return new MarketSkill(model.size(), modelBrier, marketBrier, Scores.skill(modelBrier, marketBrier));
    }
}
