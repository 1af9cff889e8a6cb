package prescient.forecast.decision;

import org.jspecify.annotations.Nullable;
import prescient.forecast.bucket.Bucket;
import prescient.forecast.bucket.Quote;
import prescient.forecast.csv.Fixed;
import prescient.forecast.settle.EvaluatedMarket;

/**
 * The market a forecast falls into, what it costs and what it is worth.
 *
 * @param askCents whole cents
 * @param sigmaF deviation the probability was taken with, degrees Fahrenheit
 * @param probability of the bucket, as the model sees it
 * @param affordable contracts that the money allows
 * @param count contracts decided on
 */
record Choice(
        TraderVenue.Listing market,
        Bucket bucket,
        Quote quote,
        int askCents,
        @Nullable Integer askQuantity,
        double sigmaF,
        double probability,
        int affordable,
        int count) {

    private static final int PROBABILITY_DECIMALS = 6;

    double marketProbability() {
        return askCents / 100.0;
    }

    EvaluatedMarket evaluated() {
        return new EvaluatedMarket(
                market.ticker(),
                market.subtitle(),
                Fixed.orNull(bucket.lowF(), 4),
                Fixed.orNull(bucket.highF(), 4),
                Fixed.of(probability, PROBABILITY_DECIMALS),
                askCents,
                quote.bidCents(),
                quote.spreadCents(),
                askQuantity,
                Fixed.of(marketProbability(), PROBABILITY_DECIMALS),
                Fixed.of(probability - marketProbability(), PROBABILITY_DECIMALS),
                Fixed.of(100 * probability - askCents, 4),
                count);
    }
}
