package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes under /sim. */
class ControlTest {

    private final TestClock clock = new TestClock();
    private final SimUser venue = SimUser.of(clock.small(40, 60));

    @AfterEach
    void stop() {
        venue.close();
    }

    private Instant now() throws Exception {
        return Instant.parse(venue.status().get("now").asText());
    }

    @Test
    void theClockCanBeSetAndAccelerated() throws Exception {
        // Given
        assertThat(now()).isEqualTo(TestClock.START);

        // When
        assertThat(venue.post("/sim/clock", "{\"at\":\"2025-12-01T00:00:00Z\",\"speed\":60}"))
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));

        // Then
        assertThat(now()).isEqualTo(Instant.parse("2025-12-01T01:00:00Z"));

        // When only the speed changes, time goes on from where it is
        venue.post("/sim/clock", "{\"speed\":0}");
        clock.advance(Duration.ofDays(1));

        // Then
        assertThat(now()).isEqualTo(Instant.parse("2025-12-01T01:00:00Z"));
    }

    @Test
    void aPriceSetByHandShowsEverywhereUntilTheMarketEnds() throws Exception {
        // Given
        var market = openMarket();

        // When
        assertThat(venue.post("/sim/markets/" + market, "{\"outcome_prices\":[\"0.8\",\"0.2\"]}"))
                .isEqualTo(200);

        // Then
        var told = venue.json("/markets/" + market);
        assertThat(told.get("outcomePrices").asText()).isEqualTo("[\"0.8\", \"0.2\"]");
        assertThat(told.get("bestBid").decimalValue()).isEqualByComparingTo("0.8");
        assertThat(told.get("closed").asBoolean()).isFalse();
        assertThat(venue.get("/events?limit=500").body()).contains("[\\\"0.8\\\", \\\"0.2\\\"]");

        // When
        venue.post("/sim/clock", "{\"at\":\"2027-01-01T00:00:00Z\"}");

        // Then
        assertThat(venue.json("/markets/" + market).get("outcomePrices").asText())
                .isIn("[\"1\", \"0\"]", "[\"0\", \"1\"]", "[\"0.5\", \"0.5\"]");
    }

    @Test
    void aMarketResolvedByHandIsClosedAndItsEventFollowsTheLastOne() throws Exception {
        // Given
        var event = venue.json("/events?closed=false").get(0);

        // When
        for (var market : event.get("markets")) {
            venue.post(
                    "/sim/markets/" + market.get("id").asText(), "{\"outcome_prices\":[\"1\",\"0\"],\"closed\":true}");
        }

        // Then
        var closed = venue.json("/events?id=" + event.get("id").asText()).get(0);
        assertThat(closed.get("closed").asBoolean()).isTrue();
        assertThat(closed.get("markets"))
                .allMatch(market -> market.get("closed").asBoolean()
                        && !market.get("acceptingOrders").asBoolean()
                        && market.get("outcomePrices").asText().equals("[\"1\", \"0\"]"));
        assertThat(SimUser.ids(venue.json("/events?closed=false")))
                .doesNotContain(event.get("id").asText());
    }

    @Test
    void badInputIsRefusedWithAMessageAndChangesNothing() throws Exception {
        var market = "/sim/markets/" + openMarket();
        var before = venue.status();
        for (var bad : List.of(
                List.of("/sim/clock", "{}"),
                List.of("/sim/clock", "{\"at\":\"yesterday\"}"),
                List.of("/sim/clock", "{\"at\":\"+99999-01-01T00:00:00Z\"}"),
                List.of("/sim/clock", "{\"speed\":-1}"),
                List.of("/sim/clock", "{\"speed\":1e999}"),
                List.of("/sim/clock", "{\"speed\":\"fast\"}"),
                List.of("/sim/clock", "{\"sped\":1}"),
                List.of("/sim/clock", "not json"),
                List.of("/sim/clock", ""),
                List.of("/sim/clock", "null"),
                List.of("/sim/faults", "{}"),
                List.of("/sim/faults", "{\"kind\":\"flood\"}"),
                List.of("/sim/faults", "{\"kind\":\"slow\",\"probability\":1.5}"),
                List.of("/sim/faults", "{\"kind\":\"slow\",\"delay_ms\":-1}"),
                List.of("/sim/faults", "{\"kind\":\"slow\",\"count\":0}"),
                List.of("/sim/faults", "{\"kind\":\"slow\",\"path\":\"events\"}"),
                List.of(market, "{}"),
                List.of(market, "{\"outcome_prices\":[\"0.8\"]}"),
                List.of(market, "{\"outcome_prices\":[\"0.8\",\"1.2\"]}"),
                List.of(market, "{\"outcome_prices\":[\"0.8\",null]}"),
                List.of(market, "{\"outcome_prices\":[\"0.8\",\"NaN\"]}"),
                List.of(market, "{\"closed\":\"perhaps\"}"))) {
            var answer = venue.send("POST", bad.get(0), bad.get(1));
            assertThat(answer.statusCode()).as(bad.toString()).isEqualTo(400);
            assertThat(venue.parse(answer.body()).get("error").asText())
                    .as(bad.toString())
                    .isNotBlank();
        }
        assertThat(venue.status()).isEqualTo(before);
    }

    @Test
    void unknownMarketsAndRoutesAreNotFound() throws Exception {
        assertThat(venue.post("/sim/markets/1", "{\"closed\":true}")).isEqualTo(404);
        assertThat(venue.get("/sim/other").statusCode()).isEqualTo(404);
        assertThat(venue.get("/sim/clock").statusCode()).isEqualTo(405);
    }

    private String openMarket() throws Exception {
        for (var market : venue.json("/markets?closed=false&limit=500")) {
            if (market.has("id") && market.path("outcomePrices").asText().matches("\\[\"0.*\", \"0.*\"\\]")) {
                return market.get("id").asText();
            }
        }
        throw new AssertionError("no open market with two prices");
    }
}
