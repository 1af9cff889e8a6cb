package prescient.forecast.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.bucket.Bucket;
import prescient.forecast.bucket.OrderBook;
import prescient.forecast.bucket.Quote;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.outside.Simulated;
import prescient.forecast.truth.Truth;
import prescient.forecast.truth.TruthForTests;
import prescient.testing.StrictLog;

class KalshiClientTest {

    private static final Quote NO_OFFERS = new Quote(null, null, null, null, null, null);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final Simulated world = new Simulated("2026-02-03T18:05:00Z");

    private final KalshiClient client = new KalshiClient(
            Simulated.config(KalshiConfig.class, "prescient.kalshi", Map.of("apart", "PT0.001S")), world.outside());

    @AfterEach
    void stop() {
        world.close();
    }

    private static <T> T content(Fetched<T> answer) {
        return ((Got<T>) answer).content();
    }

    @ParameterizedTest
    @EnumSource
    void anEventHasSixRangesThatHoldEveryDegreeOnce(LegacyCity city) {
        // When
        var markets = content(client.markets(city.series() + "-26FEB03"));

        // Then
        var buckets = markets.stream()
                .map(market -> Bucket.ofSubtitle(market.subtitle()))
                .toList();
        assertThat(buckets).hasSize(6).noneMatch(Bucket::isUnknown);
        for (int degree = -60; degree < 140; degree++) {
            double value = degree;
            assertThat(buckets.stream().filter(bucket -> bucket.holds(value))).hasSize(1);
        }
        assertThat(markets).allMatch(market -> market.status().equals("active"));
    }

    @Test
    void bookAndQuoteOfAMarketAgree() {
        // Given
        var markets = content(client.markets("KXHIGHNY-26FEB03"));

        // Then
        assertThat(markets).anyMatch(market -> market.quote().askCents() != null);
        for (var market : markets) {
            var book = content(client.book(market.ticker())).quote();
            assertThat(book.askCents()).isEqualTo(market.quote().askCents());
            assertThat(book.bidCents()).isEqualTo(market.quote().bidCents());
            assertThat(book.spreadCents()).isEqualTo(market.quote().spreadCents());
            assertThat(content(client.market(market.ticker()))).isEqualTo(market);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRangeThatHoldsTheTruthIsPaidOut(LegacyCity city) {
        // Given
        world.setClock("2026-02-04T20:00:00Z");

        // When
        var markets = content(client.markets(city.series() + "-26FEB03"));

        // Then
        var truth = (Truth.Known) TruthForTests.client(world).reportFor(city.station(), LocalDate.of(2026, 2, 3));
        for (var market : markets) {
            var isHit = Bucket.ofSubtitle(market.subtitle()).holds(truth.maximumF());
            assertThat(market.result()).isEqualTo(isHit ? "yes" : "no");
            assertThat(market.status()).isEqualTo("finalized");
            assertThat(market.quote()).isEqualTo(NO_OFFERS);
            assertThat(content(client.book(market.ticker()))).isEqualTo(new OrderBook(List.of(), List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KXHIGHNY-26FEB20", "KXHIGHLAX-26FEB03", "nothing", "a b/c?d"})
    void anEventThatIsNotThereIsLost(String ticker) {
        assertThat(client.markets(ticker))
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.reason()).isEqualTo("the source answered HTTP 404"));
        assertThat(client.book(ticker + "-T1")).isInstanceOf(Lost.class);
    }

    @Test
    void pricesThatAreNoneAreNoOffers() {
        // Given
        world.fault("{\"kind\":\"non_finite\",\"path\":\"/kalshi\"}");

        // When
        var markets = content(client.markets("KXHIGHNY-26FEB03"));

        // Then
        assertThat(markets).hasSize(6).allSatisfy(market -> {
            assertThat(market.quote()).isEqualTo(NO_OFFERS);
            assertThat(content(client.book(market.ticker()))).isEqualTo(new OrderBook(List.of(), List.of()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_429", "http_500", "cut_body", "invalid_json"})
    void whatPassesIsAskedAgain(String fault) {
        // Given
        world.fault("{\"kind\":\"%s\",\"path\":\"/kalshi\",\"count\":2}".formatted(fault));

        // Then
        assertThat(client.isTrading()).isEqualTo(new Got<>(true, 2));
    }

    @Test
    void zeroAndAHundredCentsAreNoOffersAndAnAskFollowsFromABidForNo() throws Exception {
        // Given
        var answer = new JsonMapper().readTree("""
                {"event":{"event_ticker":"E"},"markets":[
                  {"ticker":"E-1","yes_sub_title":"34° to 35°","status":"active","yes_bid":0,"yes_ask":100,"no_bid":0},
                  {"ticker":"E-2","subtitle":"36° to 37°","status":"active","yes_bid":20,"no_bid":75}]}
                """);

        // When
        var markets = KalshiClient.readMarkets(answer);

        // Then
        assertThat(markets)
                .containsExactly(
                        new KalshiMarket("E-1", "34° to 35°", "active", NO_OFFERS, ""),
                        new KalshiMarket("E-2", "36° to 37°", "active", new Quote(20, 25, null, 5, null, null), ""));
    }

    @Test
    void whatIsBidIsRoundedDownAndWhatIsAskedUp() throws Exception {
        // Given
        var event = new JsonMapper().readTree("""
                {"event":{"event_ticker":"E"},"markets":[
                  {"ticker":"E-1","yes_sub_title":"34° to 35°","status":"active","yes_bid_dollars":"0.2090",
                   "yes_ask_dollars":"0.2410","no_bid_dollars":"0.7590"},
                  {"ticker":"E-2","yes_sub_title":"36° to 37°","status":"active","yes_bid_dollars":"0.0050",
                   "yes_ask_dollars":"0.9950","no_bid_dollars":"1e3","yes_bid":20}]}
                """);
        var book = new JsonMapper().readTree("""
                {"orderbook_fp":{"yes_dollars":[["0.1200","10.00"],["0.2090","3.75"]],
                  "no_dollars":[["0.7590","8.00"],["x","1.00"],["0.7000","-2"]]}}
                """);

        // When
        var markets = KalshiClient.readMarkets(event);
        var levels = KalshiClient.readBook(book);

        // Then
        assertThat(markets.getFirst().quote()).isEqualTo(new Quote(20, 25, null, 5, null, null));
        assertThat(markets.getLast().quote()).isEqualTo(NO_OFFERS);
        assertThat(levels)
                .isEqualTo(new OrderBook(
                        List.of(new OrderBook.Level(12, 10), new OrderBook.Level(20, 3)),
                        List.of(new OrderBook.Level(70, null), new OrderBook.Level(75, 8))));
    }
}
