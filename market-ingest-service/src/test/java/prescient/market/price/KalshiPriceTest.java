package prescient.market.price;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import prescient.market.testing.Kalshi;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.StagedVenue.Reply;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;

/** The second venue: its markets are asked for by their tickers. */
@QuarkusTest
class KalshiPriceTest extends MarketServiceTest {

    private static final String TICKER = "KXHIGHNY-26FEB03-B34.5";

    private static String ids(String... ids) {
        return "{\"market_ids\":[\"%s\"]}".formatted(String.join("\",\"", ids));
    }

    @Test
    void aMarketIsStoredUnderItsVenueWithASnapshotAndTheOtherVenueIsNotAsked() {
        // Given
        venue.play(path -> Reply.ok(Kalshi.markets(Kalshi.open(TICKER, 34, 31))));

        // When
        var answer = post("/prices/refresh", ids(TICKER));

        // Then
        answer.statusCode(200)
                .body("quotes[0].yes_price", comparesEqualTo(0.34f))
                .body("quotes[0].closed", equalTo(false))
                .body("quotes[0].resolution", nullValue());
        assertThat(venue.requests()).containsExactly("/kalshi/trade-api/v2/markets?limit=1&tickers=" + TICKER);
        assertThat(count("market.markets WHERE venue = 'kalshi' AND NOT listed AND event_id = 'KXHIGHNY-26FEB03'"))
                .isEqualTo(1);
        given().get("/markets/" + TICKER + "/history").then().body("items", hasSize(1));
    }

    @Test
    void oneQuestionReachesBothVenuesAndOnesFailureIsItsOwn() {
        // Given
        venue.play(path ->
                path.startsWith("/kalshi") ? Reply.status(500) : Reply.ok("[" + market("11", "0.6", "0.4") + "]"));

        // When
        var answer = post("/prices/refresh", ids("11", TICKER));
        var alone = post("/prices/refresh", ids(TICKER));

        // Then
        answer.statusCode(200).body("quotes", hasSize(1)).body("quotes[0].market_id", equalTo("11"));
        alone.statusCode(503).body("code", equalTo("VENUE_UNAVAILABLE")).body("detail", containsString("HTTP 500"));
        assertThat(value("SELECT venue FROM market.markets WHERE market_id = '11'"))
                .isEqualTo("polymarket");
        assertThat(value("SELECT last_problem FROM market.feeds WHERE feed = 'prices'"))
                .isNull();
    }

    @Test
    void aSeriesThatIsNotConfiguredIsUnknown() {
        // When
        var answer = post("/prices/refresh", ids("KXHIGHDEN-26FEB03-B34.5"));

        // Then
        answer.statusCode(200).body("quotes", hasSize(0));
        assertThat(venue.requests()).isEmpty();
    }

    @Test
    void noShadowReadMissesAMarketThatMovesWithTheModeOnly() {
        // Given
        var quotes = Stream.of("11", TICKER)
                .map(id -> new Quotes.Quote(id, null, null, Instant.EPOCH, false, null))
                .toList();

        // When, Then
        assertThat(PriceStore.comparable(new Quotes(quotes))).containsExactly("11");
    }

    @Test
    void strangersAreDropped() {
        // Given
        venue.play(path ->
                Reply.ok(Kalshi.markets(Kalshi.open(TICKER, 34, 31), Kalshi.open("KXHIGHNY-26FEB03-B36.5", 20, 18))));

        // When
        post("/prices/refresh", ids(TICKER)).body("quotes", hasSize(1));

        // Then
        assertThat(count("market.markets")).isEqualTo(1);
    }

    @Test
    void theSimulatorsMarketsOpenCloseAndAreDecided() {
        // Given
        var noon = Instant.parse("2026-02-03T17:00:00Z");
        try (var sim = VenueSim.start(
                VenueSimConfig.generated(InstantSource.system()).withAt(noon).withSpeed(0))) {
            venue.forward(sim.url());
            var ticker = firstOf(sim.url());
            post("/prices/refresh", ids(ticker)).body("quotes[0].closed", equalTo(false));

            // When
            clock(sim.url(), "2026-02-04T05:30:00Z");
            post("/prices/refresh", ids(ticker))
                    .body("quotes[0].closed", equalTo(true))
                    .body("quotes[0].resolution", nullValue());
            clock(sim.url(), "2026-02-04T12:00:00Z");
            var decided = post("/prices/refresh", ids(ticker));

            // Then
            decided.body("quotes[0].closed", equalTo(true));
            assertThat(decided.extract().path("quotes[0].resolution").toString())
                    .isIn("yes", "no");
        }
    }

    private static String firstOf(String url) {
        return given().baseUri(url)
                .get("/kalshi/trade-api/v2/events/KXHIGHNY-26FEB03")
                .path("markets[0].ticker");
    }

    private static void clock(String url, String at) {
        given().baseUri(url)
                .body("{\"at\":\"" + at + "\"}")
                .post("/sim/clock")
                .then()
                .statusCode(200);
    }
}
