package prescient.forecast.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import prescient.forecast.settle.EvaluatedMarket;
import prescient.forecast.settle.Evaluation;

/**
 * A decision under the names of its file: what it rested on, the market that was chosen, and how it ended. Temperatures
 * are degrees Fahrenheit, prices whole cents; null is what is not known or not there.
 *
 * @param decision {@code trade}, {@code skip} or {@code note}
 * @param reason why, empty where there was nothing to say
 * @param muTmaxF the forecast decided on, with its deviation {@code sigmaF}
 * @param bucketLo lower bound of the chosen market, inclusive; null as well where it is open
 * @param bucketHi its upper bound, inclusive; null as well where it is open
 * @param modelProbYes probability of the bucket, as the model sees it
 * @param marketProbYes the ask as a probability
 * @param edgeProb model's less market's probability
 * @param evCents a contract's expected value
 * @param count contracts decided on
 * @param live whether orders were sent
 * @param settlementTmaxF the day's highest temperature; null until the day is settled, as are the next two
 */
record DecisionView(
        OffsetDateTime runTs,
        String env,
        boolean live,
        LocalDate tradeDate,
        String city,
        String eventTicker,
        String decision,
        String reason,
        @Nullable BigDecimal muTmaxF,
        @Nullable BigDecimal sigmaF,
        @Nullable BigDecimal confidenceScore,
        @Nullable String chosenMarketTicker,
        @Nullable String chosenMarketSubtitle,
        @Nullable BigDecimal bucketLo,
        @Nullable BigDecimal bucketHi,
        @Nullable BigDecimal modelProbYes,
        @Nullable BigDecimal marketProbYes,
        @Nullable BigDecimal edgeProb,
        @Nullable BigDecimal evCents,
        @Nullable Integer yesAsk,
        @Nullable Integer count,
        @Nullable BigDecimal settlementTmaxF,
        @Nullable Boolean bucketHit,
        @Nullable BigDecimal realizedPnlDollars) {

    private static final EvaluatedMarket NO_MARKET =
            new EvaluatedMarket("", "", null, null, null, null, null, null, null, null, null, null, null);

    static DecisionView of(Evaluation evaluation) {
        var chosen = evaluation.market();
        var market = chosen == null ? NO_MARKET : chosen;
        var settled = evaluation.settled();
        return new DecisionView(
                evaluation.runAt(),
                evaluation.env(),
                Boolean.TRUE.equals(evaluation.sendOrders()),
                evaluation.tradeDate(),
                evaluation.city(),
                evaluation.eventTicker(),
                evaluation.decision(),
                evaluation.reason(),
                evaluation.meanF(),
                evaluation.sigmaF(),
                evaluation.confidence(),
                chosen == null ? null : chosen.ticker(),
                chosen == null ? null : chosen.subtitle(),
                market.lowF(),
                market.highF(),
                market.modelProbability(),
                market.marketProbability(),
                market.edge(),
                market.expectedCents(),
                market.askCents(),
                market.count(),
                settled == null ? null : settled.highF(),
                settled == null ? null : settled.hit(),
                settled == null ? null : settled.pnlDollars());
    }
}
