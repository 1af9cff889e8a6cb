package prescient.forecast.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.oracle.Functions;
import prescient.forecast.oracle.Shared;
import prescient.forecast.settle.EvaluationFile;

/** Buckets, their probabilities and quotes as the legacy trader had them. */
class BucketOracleTest {

    /** One step of a double near 1: both programs take a difference of two numbers below 1. */
    private static final double ROUNDING = Math.ulp(1.0);

    @Test
    void probabilitiesAreWhatTheyWere() {
        // Given
        var table = Functions.table("bucket_probability");

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            double computed = BucketProbability.of(
                    new Bucket(Functions.number(each.get("lo")), Functions.number(each.get("hi"))),
                    each.get("mu").doubleValue(),
                    each.get("sigma").doubleValue(),
                    Continuity.NONE);
            double expected = each.get("p").doubleValue();
            assertThat(Math.abs(computed - expected))
                    .as(each + " gives " + computed)
                    .isLessThanOrEqualTo(Math.max(1e-12 * expected, ROUNDING));
        }
    }

    @Test
    void allRealProbabilitiesAreReproduced() {
        // Given
        Shared.assume();
        var evaluations = EvaluationFile.LAYOUT
                .read(CsvSheet.read(Shared.data().resolve("eval_history.csv")))
                .records();

        // When
        int reproduced = 0;
        for (var evaluation : evaluations) {
            var market = evaluation.market();
            if (market == null || market.modelProbability() == null) {
                continue;
            }
            double mean = Objects.requireNonNull(evaluation.meanF()).doubleValue();
            double sigma = Objects.requireNonNull(evaluation.sigmaF()).doubleValue();
            var low = market.lowF();
            var high = market.highF();
            double computed = BucketProbability.of(
                    new Bucket(low == null ? null : low.doubleValue(), high == null ? null : high.doubleValue()),
                    mean,
                    sigma,
                    Continuity.NONE);
            // Mean and deviation are stored with 4 decimals, the probability with 6.
            assertThat(computed)
                    .isBetween(
                            market.modelProbability().doubleValue() - 5e-5,
                            market.modelProbability().doubleValue() + 5e-5);
            reproduced++;
        }

        // Then
        assertThat(reproduced).isEqualTo(139);
    }

    @Test
    void subtitlesAreReadAsTheyWere() {
        // Given
        var table = Functions.table("parse_subtitle");

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            assertThat(Bucket.ofSubtitle(each.get("subtitle").textValue()))
                    .as(each.toString())
                    .isEqualTo(new Bucket(
                            Functions.number(each.get("range").get(0)),
                            Functions.number(each.get("range").get(1))));
        }
    }

    @Test
    void aForecastFallsIntoTheBucketItFellInto() {
        // Given
        var table = Functions.table("find_interval");
        var listed = buckets(table.get("markets"));
        // The table leaves out some markets of the usual ladder that its cases fell into.
        var ladder = Stream.of("29° or below", "30° to 31°", "32° to 33°", "34° to 35°", "36° to 37°", "38° or above")
                .map(Bucket::ofSubtitle)
                .toList();

        // Then
        assertThat(ladder).containsAll(listed);
        assertThat(table.get("cases").size()).isPositive();
        for (var each : table.get("cases")) {
            assertThat(Bucket.choose(ladder, each.get("value").doubleValue()))
                    .as(each.toString())
                    .isEqualTo(each.get("index").intValue());
        }
        for (var name : List.of("overlap", "unparsable")) {
            var each = table.get(name);
            assertThat(Bucket.choose(
                            buckets(each.get("markets")), each.get("value").doubleValue()))
                    .as(name)
                    .isEqualTo(each.get("index").intValue());
        }
    }

    @Test
    void aBookQuotesWhatItQuoted() {
        // Given
        var table = Functions.table("best_yes_prices");

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            var book = each.get("payload").path("orderbook");
            var quote = new OrderBook(levels(book.path("yes")), levels(book.path("no"))).quote();
            var expected = each.get("result");
            assertThat(quote)
                    .as(each.toString())
                    .isEqualTo(new Quote(
                            Functions.whole(expected.get("best_yes_bid")),
                            Functions.whole(expected.get("yes_ask")),
                            Functions.whole(expected.get("next_yes_ask")),
                            Functions.whole(expected.get("yes_spread")),
                            Functions.whole(expected.get("ask_qty")),
                            Functions.whole(expected.get("next_ask_qty"))));
        }
    }

    private static List<Bucket> buckets(JsonNode subtitles) {
        var buckets = new ArrayList<Bucket>();
        subtitles.forEach(subtitle -> buckets.add(Bucket.ofSubtitle(subtitle.textValue())));
        return buckets;
    }

    private static List<OrderBook.Level> levels(JsonNode node) {
        var levels = new ArrayList<OrderBook.Level>();
        node.forEach(level -> levels.add(new OrderBook.Level(
                level.get(0).isInt() ? Functions.whole(level.get(0)) : null,
                level.get(1).isInt() ? Functions.whole(level.get(1)) : null)));
        return levels;
    }
}
