package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hourly bitcoin markets over REST and over the socket. The clock stands at ten past twelve in New York. */
class KalshiSocketTest {

    private static final String API = "/kalshi/trade-api/v2";
    private static final String EVENT = "KXBTCD-25OCT1513";

    private final TestClock clock = new TestClock();
    private final VenueSim venue = VenueSim.start(clock.small(5, 5).withSeed(3));
    private final SimUser user = new SimUser(venue);
    private final SocketUser socket = new SocketUser(venue, "/kalshi/trade-api/ws/v2");

    @AfterEach
    void stop() {
        socket.close();
        user.close();
    }

    private JsonNode event(String ticker) throws Exception {
        return user.json(API + "/events/" + ticker);
    }

    /** The market nearest to even chances. */
    private String atTheMoney() throws Exception {
        JsonNode best = null;
        for (var market : event(EVENT).path("markets")) {
            if (best == null || offEven(market) < offEven(best)) {
                best = market;
            }
        }
        return best.path("ticker").asText();
    }

    private static double offEven(JsonNode market) {
        return Math.abs(0.5 - market.path("yes_bid_dollars").asDouble());
    }

    private void subscribe(String channel, String... tickers) {
        socket.say("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"%s\"],\"market_tickers\":[\"%s\"]}}"
                .formatted(channel, String.join("\",\"", tickers)));
    }

    /** Prices and counts of a side as the REST route has them now. */
    private Map<String, Double> book(String ticker, String side) throws Exception {
        return levels(user.json(API + "/markets/" + ticker + "/orderbook")
                .path("orderbook_fp")
                .path(side + "_dollars"));
    }

    private static Map<String, Double> levels(JsonNode pairs) {
        var levels = new TreeMap<String, Double>();
        pairs.forEach(pair -> levels.put(pair.get(0).asText(), pair.get(1).asDouble()));
        return levels;
    }

    @Test
    void theVenueListsTheHourThatIsOnInNewYorksTime() throws Exception {
        // When
        var open = user.json(API + "/events?series_ticker=KXBTCD&status=open").path("events");

        // Then
        assertThat(open).hasSize(1);
        assertThat(open.get(0).path("event_ticker").asText()).isEqualTo(EVENT);
        assertThat(open.get(0).path("strike_date").asText()).isEqualTo("2025-10-15T17:00:00Z");
        var markets = event(EVENT).path("markets");
        assertThat(markets).hasSize(75);
        for (int i = 1; i < markets.size(); i++) {
            assertThat(markets.get(i).path("floor_strike").asDouble()
                            - markets.get(i - 1).path("floor_strike").asDouble())
                    .isBetween(249.99, 250.01);
            assertThat(markets.get(i).path("yes_bid_dollars").asDouble())
                    .isLessThanOrEqualTo(
                            markets.get(i - 1).path("yes_bid_dollars").asDouble() + 0.03);
        }
    }

    @Test
    void aMarketIsDecidedByTheLastMinutesMean() throws Exception {
        // Given
        clock.advance(Duration.ofMinutes(60));

        // When
        var markets = event(EVENT).path("markets");

        // Then
        var mean =
                venue
                        .ticks("BTC-USD", Instant.parse("2025-10-15T16:59:00Z"), Instant.parse("2025-10-15T17:00:00Z"))
                        .stream()
                        .mapToDouble(tick -> tick.price().doubleValue())
                        .average()
                        .orElseThrow();
        for (var market : markets) {
            assertThat(market.path("status").asText()).isEqualTo("finalized");
            double above = mean - market.path("floor_strike").asDouble();
            if (Math.abs(above) > 50) {
                assertThat(market.path("result").asText()).isEqualTo(above > 0 ? "yes" : "no");
            }
        }
    }

    @Test
    void theRepeatedHourOfTheAutumnNightHasNoEventAndTheSkippedOneOfSpringNone() throws Exception {
        for (var night : List.of(
                List.of("2025-11-02T04:30:00Z", "KXBTCD-25NOV0201"),
                List.of("2025-11-02T05:30:00Z", ""),
                List.of("2025-11-02T06:30:00Z", "KXBTCD-25NOV0202"),
                List.of("2025-03-09T05:30:00Z", "KXBTCD-25MAR0901"),
                List.of("2025-03-09T06:30:00Z", "KXBTCD-25MAR0903"))) {
            // Given
            user.post("/sim/clock", "{\"at\":\"%s\"}".formatted(night.getFirst()));

            // Then
            var open =
                    user.json(API + "/events?series_ticker=KXBTCD&status=open").path("events");
            assertThat(open.path(0).path("event_ticker").asText())
                    .as(night.toString())
                    .isEqualTo(night.getLast());
        }
        assertThat(user.get(API + "/events/KXBTCD-25MAR0902").statusCode()).isEqualTo(404);
    }

    @Test
    void aBookIsItsSnapshotAndTheChangesAfterIt() throws Exception {
        // Given
        var ticker = atTheMoney();
        subscribe("orderbook_delta", ticker);
        assertThat(socket.hear().path("msg").toString()).isEqualTo("{\"channel\":\"orderbook_delta\",\"sid\":1}");
        var snapshot = socket.hear("orderbook_snapshot");
        var yes = levels(snapshot.path("msg").path("yes_dollars_fp"));
        assertThat(snapshot.path("seq").asLong()).isEqualTo(1);
        assertThat(yes).isEqualTo(book(ticker, "yes")).isNotEmpty();

        // When
        clock.advance(Duration.ofSeconds(90));
        socket.say("{\"id\":7,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[1]}}");
        var changes = socket.hearUntil(message -> message.path("type").asText().equals("unsubscribed"));

        // Then
        assertThat(changes.size()).isGreaterThan(5);
        long seq = 1;
        for (var change : changes) {
            assertThat(change.path("seq").asLong()).isEqualTo(++seq);
            if (change.path("msg").path("side").asText().equals("yes")) {
                yes.merge(
                        change.path("msg").path("price_dollars").asText(),
                        change.path("msg").path("delta_fp").asDouble(),
                        Double::sum);
                yes.values().removeIf(count -> count == 0);
            }
        }
        assertThat(yes).isEqualTo(book(ticker, "yes"));
    }

    @Test
    void aSnapshotCanBeHadAgain() throws Exception {
        // Given
        var ticker = atTheMoney();
        subscribe("orderbook_delta", ticker);
        socket.hear("orderbook_snapshot");

        // When
        socket.say("{\"id\":2,\"cmd\":\"update_subscription\",\"params\":{\"sids\":[1],\"action\":\"get_snapshot\","
                + "\"market_tickers\":[\"" + ticker + "\"]}}");

        // Then
        assertThat(socket.hear("ok").path("sid").asInt()).isEqualTo(1);
        assertThat(socket.hear("orderbook_snapshot").path("seq").asLong()).isEqualTo(2);
    }

    @Test
    void theBestPricesAndTheEndOfAnHourAreTold() throws Exception {
        // Given
        subscribe("ticker", atTheMoney());
        assertThat(socket.hear("ticker").path("msg").path("yes_bid_dollars").asText())
                .matches("0\\.[0-9]{4}");
        socket.say("{\"id\":2,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"market_lifecycle_v2\"]}}");
        socket.hear("subscribed");

        // When
        var told = new ArrayList<JsonNode>();
        clock.advance(Duration.ofMinutes(49).plusSeconds(30));
        for (int seconds = 0; seconds < 560; seconds += 80) {
            clock.advance(Duration.ofSeconds(80));
            socket.say("{\"id\":9,\"cmd\":\"sing\"}");
            told.addAll(
                    socket.hearUntil(message -> message.path("type").asText().equals("error")));
        }

        // Then
        var kinds = new HashSet<String>();
        var results = new HashSet<String>();
        for (var message : told) {
            kinds.add(message.path("msg").path("event_type").asText());
            results.add(message.path("msg").path("result").asText());
        }
        assertThat(kinds).contains("created", "determined", "settled");
        assertThat(results).contains("yes", "no");
    }

    @Test
    void commandsThatCannotBeCarriedOutAreAnsweredByACode() throws Exception {
        for (var wrong : List.of(
                List.of("{\"id\":1,\"cmd\":\"sing\"}", "5"),
                List.of("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"songs\"]}}", "8"),
                List.of("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\"]}}", "11"),
                List.of("{\"id\":1,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[4]}}", "7"),
                List.of("{", "1"))) {
            // When
            socket.say(wrong.getFirst());

            // Then
            assertThat(socket.hear("error").path("msg").path("code").asText()).isEqualTo(wrong.getLast());
        }
    }
}
