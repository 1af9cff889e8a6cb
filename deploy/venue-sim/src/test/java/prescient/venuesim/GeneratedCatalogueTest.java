package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The default generated catalogue, as its users see it. */
class GeneratedCatalogueTest {

    private static final long SEED = 20251015;

    private final TestClock clock = new TestClock();

    private SimUser start() {
        System.out.println("seed " + SEED);
        return SimUser.of(VenueSimConfig.generated(clock).withSeed(SEED));
    }

    @Test
    void byDefaultTwoThousandEventsHoldTenThousandMarkets() throws Exception {
        try (var venue = start()) {
            // When
            var began = System.nanoTime();
            var pages = venue.keysetPages("/events/keyset?limit=100");
            var took = Duration.ofNanos(System.nanoTime() - began);
            System.out.println("whole catalogue: " + pages.size() + " pages in " + took.toMillis() + " ms");

            // Then
            var events = venue.all("/events/keyset?limit=100");
            assertThat(events).hasSize(2_000);
            assertThat(events.stream()
                            .mapToInt(event -> event.get("markets").size())
                            .sum())
                    .isEqualTo(10_000);
            assertThat(took).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aboutAThirdOfTheEventsPassTheUsualFilter() throws Exception {
        try (var venue = start()) {
            // When
            var passing = venue.all("/events/keyset?limit=100&closed=false").stream()
                    .filter(this::passes)
                    .count();

            // Then
            assertThat(passing).isBetween(500L, 850L);
        }
    }

    private boolean passes(ObjectNode event) {
        var left = Duration.between(
                        TestClock.START, Instant.parse(event.get("endDate").asText()))
                .toDays();
        return event.get("liquidity").decimalValue().compareTo(new BigDecimal("10000")) >= 0
                && event.get("volume").decimalValue().compareTo(new BigDecimal("50000")) >= 0
                && left >= 1
                && left <= 90;
    }

    @Test
    void endDatesReachFromAFewDaysAgoToTwoHundredDaysAhead() throws Exception {
        try (var venue = start()) {
            // When
            var ends = venue.all("/events/keyset?limit=100").stream()
                    .map(event -> Instant.parse(event.get("endDate").asText()))
                    .sorted()
                    .toList();

            // Then
            var epoch = Instant.parse("2025-10-15T00:00:00Z");
            assertThat(ends.getFirst()).isBetween(epoch.minus(Duration.ofDays(4)), epoch);
            assertThat(ends.getLast()).isBetween(epoch.plus(Duration.ofDays(180)), epoch.plus(Duration.ofDays(200)));
        }
    }

    @Test
    void marketsHaveTheShapeOfRealOnes() throws Exception {
        try (var venue = start()) {
            var markets = venue.all("/markets/keyset?limit=100&closed=false");
            var whole = markets.stream()
                    .filter(market -> market.has("id") && market.has("outcomePrices") && market.has("question"))
                    .filter(market -> market.get("volume").isTextual())
                    .toList();
            for (var market : whole) {
                for (var text : List.of(
                        "id",
                        "question",
                        "conditionId",
                        "slug",
                        "startDate",
                        "endDate",
                        "updatedAt",
                        "liquidity",
                        "volume",
                        "outcomes",
                        "outcomePrices",
                        "clobTokenIds")) {
                    assertThat(market.get(text).isTextual()).as(text).isTrue();
                }
                for (var number : List.of(
                        "liquidityNum",
                        "volumeNum",
                        "volume24hr",
                        "spread",
                        "bestBid",
                        "bestAsk",
                        "lastTradePrice",
                        "orderPriceMinTickSize")) {
                    assertThat(market.get(number).isNumber()).as(number).isTrue();
                }
                for (var flag : List.of("active", "closed", "archived", "acceptingOrders")) {
                    assertThat(market.get(flag).isBoolean()).as(flag).isTrue();
                }
                assertThat(market.get("liquidityNum").decimalValue())
                        .isEqualByComparingTo(market.get("liquidity").asText());
                assertThat(market.get("volumeNum").decimalValue())
                        .isEqualByComparingTo(market.get("volume").asText());
                assertThat(venue.parse(market.get("clobTokenIds").asText())).hasSize(2);
            }
            assertThat(whole.size()).isGreaterThan(8_000);
            assertThat(markets.stream()
                            .mapToInt(market -> market.toString().length())
                            .average()
                            .orElseThrow())
                    .isBetween(800.0, 1_200.0);
        }
    }

    @Test
    void eventSizesAreNumbersAndTheSumsOfTheirMarkets() throws Exception {
        try (var venue = start()) {
            for (var event : venue.all("/events/keyset?limit=100")) {
                assertThat(event.get("volume").isNumber()).isTrue();
                var sum = BigDecimal.ZERO;
                boolean known = true;
                for (var market : event.get("markets")) {
                    known &= market.get("volumeNum").isNumber();
                    sum = sum.add(market.get("volumeNum").decimalValue());
                }
                if (known) {
                    assertThat(event.get("volume").decimalValue()).isEqualByComparingTo(sum);
                }
            }
        }
    }

    @Test
    void pricesLieBetweenZeroAndOneAndMostlyAddUpToOne() throws Exception {
        var config = VenueSimConfig.generated(clock).withSource(new VenueSource.Generated(2_000, 10_000, false));
        try (var venue = SimUser.of(config)) {
            int addUp = 0;
            int priced = 0;
            int unpriced = 0;
            var decimals = new HashSet<Integer>();
            for (var market : venue.all("/markets/keyset?limit=100")) {
                if (!market.has("outcomePrices")) {
                    assertThat(market.get("active").asBoolean()).isFalse();
                    unpriced++;
                    continue;
                }
                var prices = venue.parse(market.get("outcomePrices").asText());
                assertThat(prices).hasSize(2);
                var yes = new BigDecimal(prices.get(0).asText());
                var no = new BigDecimal(prices.get(1).asText());
                assertThat(List.of(yes, no)).allMatch(p -> p.signum() >= 0 && p.compareTo(BigDecimal.ONE) <= 0);
                decimals.add(yes.scale());
                priced++;
                addUp += yes.add(no).compareTo(BigDecimal.ONE) == 0 ? 1 : 0;
            }
            assertThat(addUp).isBetween(priced * 97 / 100, priced - 1);
            assertThat(unpriced).isBetween(100, 300);
            assertThat(decimals).contains(2, 3, 16);
        }
    }

    @Test
    void aSmallShareOfTheMarketsIsBrokenInEveryKnownWay() throws Exception {
        try (var venue = start()) {
            // When
            var markets = venue.all("/markets/keyset?limit=100");
            var ways = new ArrayList<String>();
            for (var market : markets) {
                var prices = market.path("outcomePrices").asText();
                if (!market.has("id")) {
                    ways.add("no id");
                } else if (!market.has("question")) {
                    ways.add("no question");
                } else if (market.get("volume").isNull()) {
                    ways.add("null volume");
                } else if (prices.equals("not-json")) {
                    ways.add("not json");
                } else if (market.has("outcomePrices") && venue.parse(prices).size() != 2) {
                    ways.add(venue.parse(prices).size() + " prices");
                } else if (prices.contains("1.2")) {
                    ways.add("outside");
                }
            }

            // Then
            assertThat(ways)
                    .contains("no id", "no question", "null volume", "not json", "1 prices", "3 prices", "outside");
            assertThat(ways).hasSizeBetween(40, 120);
        }
    }
}
