package prescient.forecast.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import prescient.forecast.bucket.OrderBook;
import prescient.forecast.bucket.Quote;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.prediction.Prediction;

class TraderDeskTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-02-03T13:00:05-05:00");

    private final Map<String, Prediction> predictions = new HashMap<>();
    private final List<TradeRecord> trades = new ArrayList<>();
    private final FakeVenue venue = new FakeVenue();

    TraderDeskTest() {
        LegacyCity.codes().forEach(city -> predictions.put(city, prediction(city, "0.9000")));
    }

    @Test
    void whatIsWrongInOneCityDoesNotEndTheRunForTheNext() {
        // Given
        predictions.remove("il");
        venue.without.add("KXHIGHAUS-26FEB03");

        // When
        var corrected = run(TraderRules.CORRECTED, true);
        var legacy = run(TraderRules.LEGACY, true);

        // Then
        assertThat(corrected.trades()).extracting(TradeRecord::city).containsExactly("ny", "fl");
        assertThat(corrected.failures()).containsOnlyKeys("il", "tx");
        assertThat(legacy.trades()).extracting(TradeRecord::city).containsExactly("ny");
    }

    @Test
    void aRefusedOrderIsNoTradeAndItsMoneyIsNotSpent() {
        // Given
        venue.refused.add("KXHIGHNY-26FEB03-B34.5");

        // When
        var run = run(TraderRules.CORRECTED, true);

        // Then
        assertThat(run.decisions().getFirst())
                .satisfies(decision -> assertThat(decision.decision()).isEqualTo("skip"))
                .satisfies(decision -> assertThat(decision.reason()).startsWith("order_refused;"));
        assertThat(run.trades()).extracting(TradeRecord::city).containsExactly("il", "tx", "fl");
        assertThat(run.failures()).containsOnlyKeys("ny");
    }

    @Test
    void anExchangeThatDoesNotTradeIsSentNothing() {
        // Given
        venue.trading = false;

        // When
        var run = run(TraderRules.CORRECTED, true);

        // Then
        assertThat(venue.orders).isEmpty();
        assertThat(run.trades()).isEmpty();
        assertThat(run.decisions())
                .hasSize(4)
                .allSatisfy(decision -> assertThat(decision.reason()).startsWith("exchange_inactive;"));
    }

    @Test
    void aTriedOrderKeepsItsId() {
        // When
        run(TraderRules.CORRECTED, true);
        run(TraderRules.CORRECTED, true);

        // Then
        assertThat(venue.orders).hasSize(8);
        assertThat(venue.orders.subList(0, 4)).isEqualTo(venue.orders.subList(4, 8));
        assertThat(venue.orders.stream().map(TraderVenue.Order::id).distinct()).hasSize(4);
    }

    @Test
    void aDryRunSendsNothing() {
        // When
        var run = run(TraderRules.CORRECTED, false);

        // Then
        assertThat(venue.orders).isEmpty();
        assertThat(run.trades()).hasSize(4).noneMatch(TradeRecord::sent);
    }

    @Test
    void aCityThatWasTradedLiveIsNotTradedAgain() {
        // Given
        run(TraderRules.CORRECTED, true).trades().stream().limit(1).forEach(trades::add);
        run(TraderRules.CORRECTED, false).trades().stream().skip(1).forEach(trades::add);

        // When
        var again = run(TraderRules.CORRECTED, true);

        // Then
        assertThat(again.decisions())
                .extracting(Decision::city, Decision::decision)
                .containsExactly(tuple("ny", "skip"), tuple("il", "trade"), tuple("tx", "trade"), tuple("fl", "trade"));
    }

    @Test
    void withoutARealOfferNothingIsBought() {
        // Given
        venue.book = new OrderBook(List.of(), List.of());

        // When
        var corrected = run(TraderRules.CORRECTED, true);
        var legacy = run(TraderRules.LEGACY, true);

        // Then
        assertThat(corrected.trades()).isEmpty();
        assertThat(corrected.decisions())
                .allSatisfy(decision -> assertThat(decision.reason()).startsWith("no_real_ask"));
        assertThat(legacy.trades()).hasSize(4);
    }

    @Test
    void anOfferAtZeroOrAHundredIsNone() {
        // Given
        venue.book = book(0);

        // When
        var run = run(TraderRules.CORRECTED, true);

        // Then
        assertThat(run.trades()).isEmpty();
        assertThat(run.decisions())
                .allSatisfy(decision -> assertThat(decision.reason()).isEqualTo("no_real_ask;yes_ask=100"));
    }

    @Test
    void littleConfidenceOrMuchSpreadIsDenied() {
        // Given
        predictions.put("ny", prediction("ny", "0.7499"));
        predictions.put("il", spread(prediction("il", "0.9000"), "3.0001"));

        // When
        var run = run(TraderRules.CORRECTED, true);

        // Then
        assertThat(run.decisions()).extracting(Decision::reason).startsWith("effective_confidence<0.75", "spread>3.0");
        assertThat(run.trades()).extracting(TradeRecord::city).containsExactly("tx", "fl");
    }

    @Test
    void aRunNeverSpendsMoreThanItsCap() {
        // Given
        venue.cash = new BigDecimal("3.99");

        // When
        var run = run(TraderRules.CORRECTED, true);

        // Then
        var spent = venue.orders.stream()
                .map(order -> BigDecimal.valueOf((long) order.count() * order.priceCents(), 2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(spent).isPositive().isLessThanOrEqualTo(new BigDecimal("1.995"));
        assertThat(run.evaluations()).hasSize(4);
    }

    @Test
    void convictionWeighsThreeTenths() {
        // Then
        assertThat(TraderDesk.effectiveConfidence(0.9, 0.5)).isEqualTo(0.7 * 0.9 + (1 - 0.7) * 0.5);
        assertThat(TraderDesk.effectiveConfidence(1.4, null)).isEqualTo(1.0);
        assertThat(TraderDesk.effectiveConfidence(null, 0.5)).isNull();
    }

    private TraderRun run(TraderRules rules, boolean live) {
        var settings = new TraderSettings(
                "prod",
                DAY,
                live,
                true,
                0.75,
                3.0,
                2.0,
                1.0,
                new BigDecimal("50"),
                new BigDecimal("50"),
                new BigDecimal("0.5"),
                500,
                0,
                true,
                0.05,
                25);
        var inputs =
                new TraderInputs(Map.copyOf(predictions), Map.of(), Map.of(), Map.of(), List.of(), List.copyOf(trades));
        return new TraderDesk(settings, rules, inputs, venue, AT).run();
    }

    private static Prediction prediction(String city, String confidence) {
        var mean = new BigDecimal("34.4878");
        return new Prediction(
                DAY,
                city,
                mean,
                null,
                mean,
                "",
                Map.of(),
                new BigDecimal("1.0000"),
                new BigDecimal(confidence),
                "",
                "",
                null);
    }

    private static Prediction spread(Prediction prediction, String spreadF) {
        return new Prediction(
                prediction.date(),
                prediction.city(),
                prediction.predictedF(),
                null,
                prediction.forecastF(),
                "",
                Map.of(),
                new BigDecimal(spreadF),
                prediction.confidence(),
                "",
                "",
                null);
    }

    private static OrderBook book(int noBidCents) {
        return new OrderBook(List.of(new OrderBook.Level(24, 12)), List.of(new OrderBook.Level(noBidCents, 31)));
    }

    private static final class FakeVenue implements TraderVenue {

        private final Set<String> without = new HashSet<>();
        private final Set<String> refused = new HashSet<>();
        private final List<Order> orders = new ArrayList<>();
        private OrderBook book = TraderDeskTest.book(75);
        private BigDecimal cash = new BigDecimal("40.53");
        private boolean trading = true;

        @Override
        public BigDecimal cashDollars() {
            return cash;
        }

        @Override
        public List<Listing> markets(String eventTicker) {
            return without.contains(eventTicker)
                    ? List.of()
                    : List.of(
                            new Listing(eventTicker + "-T34", "33° or below"),
                            new Listing(eventTicker + "-B34.5", "34° to 35°"));
        }

        @Override
        public OrderBook book(String marketTicker) {
            return book;
        }

        @Override
        public Quote quote(String marketTicker) {
            return new Quote(24, 25, null, 1, null, null);
        }

        @Override
        public boolean isTrading() {
            return trading;
        }

        @Override
        public void place(Order order) {
            if (refused.contains(order.ticker())) {
                throw new VenueFailure("insufficient_balance");
            }
            orders.add(order);
        }
    }
}
