package prescient.market.book;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.SimulatedExchange;

/** The hour that is on at the simulated venue, and its books over the socket and over REST. */
@QuarkusTest
@WithTestResource(value = SimulatedExchange.class, initArgs = @ResourceArg(name = "speed", value = "20"))
class BookFeedTest extends MarketServiceTest {

    private static final String SOCKET = "/kalshi/trade-api/ws/v2";
    private static final String REST = "/kalshi/trade-api/v2/markets";

    private final BookDesk desk;
    private final BookClient feed;

    BookFeedTest(BookDesk desk, BookClient feed) {
        this.desk = desk;
        this.feed = feed;
    }

    @BeforeEach
    void books() {
        venue.forward(SimulatedExchange.venue().url());
        control("DELETE", "");
        await().until(() -> !hour().isEmpty() && feed.books().stale(tickers()).isEmpty());
    }

    @AfterEach
    void calm() {
        control("DELETE", "");
    }

    private static List<String> hour() {
        var answer = given().get("/books");
        return answer.statusCode() == 200 ? answer.jsonPath().getList("markets.ticker") : List.of();
    }

    private List<String> tickers() {
        return desk.hour().tickers();
    }

    /** The market nearest to even chances. */
    private String atTheMoney() {
        return desk.hour().markets().stream()
                .min(Comparator.comparing(market ->
                        market.yesBid().subtract(new BigDecimal("0.5")).abs()))
                .orElseThrow()
                .ticker();
    }

    private static JsonPath book(String ticker) {
        return given().get("/books/" + ticker).then().statusCode(200).extract().jsonPath();
    }

    private static void fault(String kind, String path, String more) {
        control("POST", "{\"kind\":\"%s\",\"path\":\"%s\"%s}".formatted(kind, path, more));
    }

    private static void control(String method, String body) {
        var request = given().baseUri(SimulatedExchange.venue().url()).body(body);
        var answer = method.equals("POST") ? request.post("/sim/faults") : request.delete("/sim/faults");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aMarketOfTheHourTellsItsGridAndIsAskedForItsResultThoughOnlyItsBooksAreConfigured() {
        // Given
        var ticker = atTheMoney();

        // When
        var quotes = given().contentType("application/json")
                .body("{\"market_ids\":[\"%s\"]}".formatted(ticker))
                .post("/prices/refresh");

        // Then
        assertThat(quotes.statusCode()).isEqualTo(200);
        assertThat(quotes.jsonPath().getList("quotes.market_id")).containsExactly(ticker);
        assertThat(book(ticker).getList("price_ranges.step", BigDecimal.class))
                .singleElement()
                .satisfies(step -> assertThat(step).isEqualByComparingTo("0.01"));
        assertThat(given().get("/books").jsonPath().getList("markets.price_ranges"))
                .hasSize(tickers().size());
    }

    @Test
    void theHourHasItsMarketsByStrikeWithTheirBestPrices() {
        // When
        var hour = given().get("/books").then().statusCode(200).extract().jsonPath();

        // Then
        assertThat(hour.getString("series")).isEqualTo("KXBTCD");
        assertThat(hour.getString("contract")).matches("BTC [0-9]{1,2}(am|pm)");
        assertThat(hour.getList("markets")).hasSize(75);
        assertThat(hour.getList("markets.floor_strike", Double.class)).isSorted();
    }

    @Test
    void aBookIsLiveBestFirstAndBothSidesTogetherCostADollarOrMore() {
        // When
        var book = book(atTheMoney());

        // Then
        assertThat(book.getBoolean("stale")).isFalse();
        var yes = book.getList("yes.collect { it[0] }", Double.class);
        var no = book.getList("no.collect { it[0] }", Double.class);
        assertThat(yes).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(no).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(yes.getFirst() + no.getFirst()).isLessThan(1);
        assertThat(book.getString("close_time")).endsWith(":00:00Z");
        assertThat(book.getDouble("floor_strike")).isGreaterThan(10_000);
    }

    @Test
    void aLostMessageLeadsToFreshSnapshots() {
        // Given
        long missed = feed.books().missed();

        // When: one that carries no number, or that is followed by a new subscription, is not missed
        await().until(() -> {
            if (feed.books().stale(tickers()).isEmpty()) {
                fault("drop_message", SOCKET, ",\"count\":1");
            }
            return feed.books().missed() > missed;
        });
        control("DELETE", "");

        // Then
        await().until(() -> feed.books().stale(tickers()).isEmpty());
        assertThat(book(atTheMoney()).getBoolean("stale")).isFalse();
    }

    @Test
    void aSubscriptionThatIsNeverAnsweredIsMadeAgain() {
        // Given
        long before = feed.health().reconnects();
        fault("cut_socket", SOCKET, ",\"count\":1");
        fault("drop_message", SOCKET, ",\"count\":2");

        // Then
        await().until(() -> feed.health().reconnects() >= before + 2);
        await().until(() -> feed.books().stale(tickers()).isEmpty());
    }

    @Test
    void messagesInTheWrongOrderAndTwiceLeaveTheBooksWhole() {
        // Given
        long missed = feed.books().missed();
        fault("reorder_message", SOCKET, ",\"count\":3");
        fault("duplicate_message", SOCKET, ",\"count\":20");

        // When
        await().until(() -> feed.books().missed() > missed);
        control("DELETE", "");
        await().until(() -> feed.books().stale(tickers()).isEmpty());

        // Then the feed's book is the venue's own
        var ticker = atTheMoney();
        await().untilAsserted(() -> {
            var own = given().baseUri(SimulatedExchange.venue().url())
                    .get(REST + "/" + ticker + "/orderbook")
                    .jsonPath();
            var kept = book(ticker);
            assertThat(kept.getList("yes.collect { it[1] }", Double.class).reversed())
                    .isEqualTo(own.getList("orderbook_fp.yes_dollars.collect { it[1].toDouble() }", Double.class));
        });
    }

    @Test
    void whileTheSocketIsDownABookIsAskedForAndOneThatCannotBeIsSaidToBeOld() {
        // Given
        var ticker = atTheMoney();
        fault("http_500", SOCKET, "");
        fault("cut_socket", SOCKET, ",\"count\":1");
        await().until(() -> !feed.health().connected());

        // Then the venue's REST answer is fresh
        await().untilAsserted(() -> assertThat(book(ticker).getBoolean("stale")).isFalse());

        // And without it what was known is said to be old
        fault("http_500", REST, "");
        await().untilAsserted(() -> assertThat(book(ticker).getBoolean("stale")).isTrue());
        assertThat(book(ticker).getList("yes")).isNotEmpty();
    }

    @Test
    void storedBooksHaveBothOutcomesOnce() {
        // Given
        desk.store();
        execute("TRUNCATE market.order_books");
        var ticker = atTheMoney();
        await().until(() -> desk.store() > 0 && count("market.order_books WHERE market_id = '" + ticker + "'") > 0);

        // Then
        assertThat(count("market.order_books WHERE environment <> 'simulation' OR venue <> 'kalshi'"))
                .isZero();
        assertThat(value("SELECT string_agg(DISTINCT outcome, ',' ORDER BY outcome) FROM market.order_books"
                        + " WHERE market_id = '" + ticker + "'"))
                .isEqualTo("no,yes");
        assertThat(value("SELECT bool_and((bids->0->>0)::numeric < (asks->0->>0)::numeric) FROM market.order_books"
                        + " WHERE market_id = '" + ticker + "'"))
                .isEqualTo("t");
    }

    @Test
    void aMarketOfAnotherHourIsUnknown() {
        given().get("/books/KXBTCD-20JAN0101-T249.99").then().statusCode(404).body("code", equalTo("BOOK_UNKNOWN"));
    }
}
