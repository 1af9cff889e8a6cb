package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the generator promises about time: a pure function, a bounded walk, a result. */
class PriceOverTimeTest {

    private static final long SEED = 77;

    private final TestClock clock = new TestClock();
    private final VenueSimConfig config = clock.small(300, 900).withSeed(SEED);

    @Test
    void theSameSeedGivesTheSameAnswerAfterARestartAndAtAnyInstant() throws Exception {
        System.out.println("seed " + SEED);
        // Given
        List<ObjectNode> now;
        List<ObjectNode> nextMonth;
        try (var venue = SimUser.of(config)) {
            now = venue.all("/events/keyset?limit=100");
            setClock(venue, "2025-11-14T00:00:00Z");
            nextMonth = venue.all("/events/keyset?limit=100");

            // When
            setClock(venue, TestClock.START.toString());

            // Then
            assertThat(venue.all("/events/keyset?limit=100")).isEqualTo(now).isNotEqualTo(nextMonth);
        }
        // And a restart later the same day, set to next month, continues the same story.
        clock.advance(Duration.ofHours(3));
        try (var venue = SimUser.of(config)) {
            setClock(venue, "2025-11-14T00:00:00Z");
            assertThat(venue.all("/events/keyset?limit=100")).isEqualTo(nextMonth);
        }
        // And so does a restart on another day that names the epoch.
        clock.advance(Duration.ofDays(5));
        var sameEpoch = config.withEpoch(Instant.parse("2025-10-15T00:00:00Z")).withAt(TestClock.START);
        try (var venue = SimUser.of(sameEpoch)) {
            assertThat(venue.all("/events/keyset?limit=100")).isEqualTo(now);
        }
    }

    @Test
    void anotherSeedGivesAnotherCatalogue() throws Exception {
        try (var one = SimUser.of(config);
                var other = SimUser.of(config.withSeed(SEED + 1))) {
            assertThat(one.all("/events/keyset?limit=100")).isNotEqualTo(other.all("/events/keyset?limit=100"));
        }
    }

    @Test
    void pricesMoveInSmallStepsAndEndAtTheResult() throws Exception {
        try (var venue = SimUser.of(config)) {
            // Given
            var market = openMarkets(venue).stream()
                    .filter(m -> end(m).isAfter(TestClock.START.plus(Duration.ofDays(20))))
                    .filter(m -> end(m).isBefore(TestClock.START.plus(Duration.ofDays(60))))
                    .findFirst()
                    .orElseThrow();
            var path = "/markets/" + market.get("id").asText();

            // When
            var previous = yes(venue, venue.json(path));
            var seen = new HashSet<BigDecimal>();
            for (var at = TestClock.START; at.isBefore(end(market)); at = at.plus(Duration.ofHours(1))) {
                setClock(venue, at.toString());
                var price = yes(venue, venue.json(path));
                assertThat(price.subtract(previous).abs()).isLessThan(new BigDecimal("0.15"));
                assertThat(price).isBetween(new BigDecimal("0.001"), new BigDecimal("0.999"));
                seen.add(price);
                previous = price;
            }
            setClock(venue, end(market).toString());
            var resolved = venue.json(path);

            // Then
            assertThat(seen.size()).isGreaterThan(20);
            assertThat(resolved.get("closed").asBoolean()).isTrue();
            assertThat(resolved.get("acceptingOrders").asBoolean()).isFalse();
            assertThat(yes(venue, resolved).subtract(previous).abs()).isLessThan(new BigDecimal("0.1"));
        }
    }

    @Test
    void aPriceStandsStillBetweenItsChanges() throws Exception {
        try (var venue = SimUser.of(config)) {
            // Given
            var before = venue.all("/markets/keyset?limit=100");

            // When
            clock.advance(Duration.ofSeconds(1));
            var unchanged = venue.all("/markets/keyset?limit=100");
            unchanged.retainAll(before);

            // Then
            assertThat(unchanged.size()).isGreaterThan(before.size() * 9 / 10);
        }
    }

    @Test
    void endedMarketsLeaveTheOpenListStayReachableAndShowTheirResult() throws Exception {
        try (var venue = SimUser.of(config)) {
            // Given
            var event = venue.all("/events/keyset?limit=100&closed=false").stream()
                    .filter(e -> e.get("markets").size() > 1)
                    .min(Comparator.comparing(PriceOverTimeTest::end))
                    .orElseThrow();

            // When
            setClock(venue, end(event).toString());

            // Then
            var id = event.get("id").asText();
            assertThat(SimUser.ids(venue.json("/events?closed=false&limit=500")))
                    .doesNotContain(id);
            var closed = venue.json("/events?id=" + id).get(0);
            assertThat(closed.get("closed").asBoolean()).isTrue();
            assertThat(closed.get("markets"))
                    .allMatch(market -> market.get("closed").asBoolean());
        }
    }

    @Test
    void afterAllEndDatesEveryMarketIsWonLostOrVoid() throws Exception {
        try (var venue = SimUser.of(config)) {
            // When
            setClock(venue, "2026-12-01T00:00:00Z");

            // Then
            assertThat(venue.json("/events?closed=false")).isEmpty();
            var results = new HashSet<String>();
            venue.all("/markets/keyset?limit=100")
                    .forEach(market -> results.add(market.path("outcomePrices").asText()));
            assertThat(results).contains("[\"1\", \"0\"]", "[\"0\", \"1\"]", "[\"0.5\", \"0.5\"]");
            for (var event : venue.all("/events/keyset?limit=100")) {
                long winners = 0;
                for (var market : event.get("markets")) {
                    winners += market.path("outcomePrices").asText().equals("[\"1\", \"0\"]") ? 1 : 0;
                }
                if (event.get("negRisk").asBoolean()) {
                    assertThat(winners).isLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static List<ObjectNode> openMarkets(SimUser venue) throws Exception {
        return venue.all("/markets/keyset?limit=100&closed=false").stream()
                .filter(market -> market.has("id")
                        && market.path("outcomePrices").asText().matches(".*\".*\", \".*"))
                .filter(market ->
                        market.get("orderPriceMinTickSize").decimalValue().scale() == 3)
                .toList();
    }

    private static Instant end(JsonNode item) {
        return Instant.parse(item.get("endDate").asText());
    }

    private static BigDecimal yes(SimUser venue, JsonNode market) throws Exception {
        return new BigDecimal(
                venue.parse(market.get("outcomePrices").asText()).get(0).asText());
    }

    private static void setClock(SimUser venue, String at) throws Exception {
        assertThat(venue.post("/sim/clock", "{\"at\":\"" + at + "\"}")).isEqualTo(200);
    }
}
