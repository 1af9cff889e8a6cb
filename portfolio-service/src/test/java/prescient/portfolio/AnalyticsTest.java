package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

/** Cases that were computed by hand. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class AnalyticsTest {

    private static final String ORIGIN = """
            {"strategy":"temperature","venue":"kalshi","event_id":"rain","city":"nyc","quoted_price":0.39,
             "mid_price":0.38,"fair_price":0.50}""";

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @BeforeEach
    void schemaIsThere() {
        Api.awaitReady();
    }

    @Test
    void aWinAndALossHaveTheFiguresOfTheBook() {
        // Given
        int id = wonAndLost();

        // When
        var summary = Api.get("/analytics/summary?portfolio_id=" + id);

        // Then
        assertThat(Api.number(summary, "pnl")).isEqualByComparingTo("28.5");
        assertThat(Api.number(summary, "realized")).isEqualByComparingTo("30");
        assertThat(Api.number(summary, "opening_fees")).isEqualByComparingTo("1.5");
        assertThat(Api.number(summary, "trades.net")).isEqualByComparingTo("28.5");
        assertThat(Api.number(summary, "trades.win_rate.value")).isEqualByComparingTo("0.5");
        assertThat(Api.number(summary, "trades.profit_factor.value")).isEqualByComparingTo("1.934426");
        assertThat(Api.number(summary, "trades.expectancy.value")).isEqualByComparingTo("14.25");
        assertThat(Api.number(summary, "trades.holding_seconds.value")).isEqualByComparingTo("46800");
        assertThat(Api.number(summary, "max_drawdown.dollars")).isEqualByComparingTo("30");
        assertThat(Api.number(summary, "max_drawdown.fraction.value")).isEqualByComparingTo("0.028342");
        assertThat(Api.number(summary, "sharpe.value")).isEqualByComparingTo("4.691420");
        assertThat(Api.number(summary, "sortino.value")).isEqualByComparingTo("14.374862");
        assertThat(Api.number(summary, "calmar.value")).isEqualByComparingTo("194.193642");
        assertThat(Api.number(summary, "turnover.value")).isEqualByComparingTo("0.07");
        assertThat(summary.getInt("streaks.current")).isEqualTo(-1);
        assertThat(summary.getInt("days")).isEqualTo(2);
    }

    @Test
    void thePartsOfTheWaterfallAreTheLedgersGain() {
        // Given
        int id = wonAndLost();

        // When
        var fall = Api.get("/analytics/waterfall?portfolio_id=" + id);
        var firstDay = Api.get("/analytics/waterfall?to=2025-10-15&portfolio_id=" + id);

        // Then
        assertThat(Api.number(fall, "quoted_edge")).isEqualByComparingTo("12");
        assertThat(Api.number(fall, "spread")).isEqualByComparingTo("-1");
        assertThat(Api.number(fall, "slippage")).isEqualByComparingTo("-1");
        assertThat(Api.number(fall, "fees")).isEqualByComparingTo("-1.5");
        assertThat(Api.number(fall, "settled")).isEqualByComparingTo("50");
        assertThat(Api.number(fall, "unexplained")).isEqualByComparingTo("-30");
        assertThat(Api.number(fall, "ledger")).isEqualByComparingTo("28.5");
        assertThat(Api.number(fall, "other_trades")).isZero();
        assertThat(fall.getInt("unexplained_trades")).isEqualTo(1);
        assertThat(Api.number(firstDay, "net")).isEqualByComparingTo("59");
        assertThat(Api.number(firstDay, "other_trades")).isEqualByComparingTo("-0.5");
        assertThat(Api.number(firstDay, "ledger")).isEqualByComparingTo("58.5");
    }

    @Test
    void whatWasNotToldIsUnknownAndNotGuessed() {
        // Given
        int id = wonAndLost();

        // When
        var venues = Api.get("/analytics/breakdown?by=venue&portfolio_id=" + id);
        var unknown = Api.get("/analytics/summary?strategy=unknown&portfolio_id=" + id);

        // Then
        assertThat(venues.getList("items.key")).containsExactly("kalshi", "unknown");
        assertThat(Api.number(unknown, "trades.net")).isEqualByComparingTo("-30.5");
        assertThat(unknown.getString("trades.profit_factor.value")).isEqualTo("0.000000");
        assertThat(unknown.getString("trades.average_win.reason")).isEqualTo("NO_WINS");
    }

    @Test
    void hoursAndWeekdaysAreThoseOfTheZoneThatIsNamed() {
        // Given
        int id = wonAndLost();
        var path = "/analytics/breakdown?portfolio_id=" + id + "&by=";

        // When
        var berlin = Api.get(path + "hour&zone=Europe/Berlin");
        var kathmandu = Api.get(path + "hour&zone=Asia/Kathmandu");
        var weekdays = Api.get(path + "weekday&zone=America/New_York");

        // Then
        assertThat(berlin.getList("items.key")).containsExactly("00", "02");
        assertThat(kathmandu.getList("items.key")).containsExactly("04", "06");
        assertThat(weekdays.getList("items.key")).containsExactly("3");
    }

    @Test
    void anEventOfWhichOneMarketWinsHasAPayoffForEachOutcome() {
        // Given
        int id = Api.portfolio("1000");
        Api.fill(
                open("x" + id, id, "buy_yes", "40", "100", "0.4", "0", "2025-10-15T10:00:00Z", ORIGIN),
                open("y" + id, id, "buy_no", "30", "50", "0.6", "0", "2025-10-15T10:00:00Z", ORIGIN),
                open("z" + id, id, "buy_yes", "10", "20", "0.5", "0", "2025-10-15T10:00:00Z", "null"));

        // When
        var exposure = Api.get("/analytics/exposure?portfolio_id=" + id);

        // Then
        assertThat(exposure.getString("events[0].event_id")).isEqualTo("rain");
        assertThat(Api.number(exposure, "events[0].outcomes.find{it.yes_market_id=='m-x%d'}.gain".formatted(id)))
                .isEqualByComparingTo("80");
        assertThat(Api.number(exposure, "events[0].outcomes.find{it.yes_market_id=='m-y%d'}.gain".formatted(id)))
                .isEqualByComparingTo("-70");
        assertThat(Api.number(exposure, "events[0].outcomes.find{it.yes_market_id==null}.gain"))
                .isEqualByComparingTo("-20");
        assertThat(Api.number(exposure, "events[1].worst_case")).isEqualByComparingTo("-10");
        assertThat(Api.number(exposure, "worst_case")).isEqualByComparingTo("-80");
        assertThat(Api.number(exposure, "of_equity.value")).isEqualByComparingTo("0.08");
    }

    @Test
    void strategiesAreComparedOnTheDaysThatBothHave() {
        // Given
        int id = wonAndLost();
        Api.fill(open("c" + id, id, "buy_yes", "10", "20", "0.5", "1", "2025-10-16T10:00:00Z", ORIGIN));

        // When
        var comparison = Api.get("/analytics/comparison?portfolio_id=" + id);

        // Then
        assertThat(comparison.getInt("days")).isEqualTo(2);
        assertThat(comparison.getList("strategies.name.strategy")).containsExactly("temperature", "unknown");
        assertThat(Api.number(comparison, "strategies[0].pnl")).isEqualByComparingTo("58");
        assertThat(Api.number(comparison, "differences[0].per_day.mean.value")).isEqualByComparingTo("44.25");
        // Differences of the days are 59.5 and 29: 44.25 ± 12.706 · 15.25
        assertThat(Api.number(comparison, "differences[0].per_day.low.value")).isEqualByComparingTo("-149.5165");
        assertThat(Api.number(comparison, "differences[0].per_day.high.value")).isEqualByComparingTo("238.0165");
    }

    @Test
    void aPortfolioWithoutTradesHasReasonsInPlaceOfFigures() {
        // Given
        int id = Api.portfolio("1000");

        // When
        var summary = Api.get("/analytics/summary?portfolio_id=" + id);
        var shared = Api.get("/analytics/correlation?portfolio_id=" + id);

        // Then
        assertThat(summary.getString("trades.win_rate.reason")).isEqualTo("NO_TRADES");
        assertThat(summary.getString("sharpe.reason")).isEqualTo("FEWER_THAN_TWO_DAYS");
        assertThat(summary.getString("first_day")).isNull();
        assertThat(Api.get("/analytics/equity?portfolio_id=" + id).getList("days"))
                .isEmpty();
        assertThat(shared.getString("events.intraclass.reason")).isEqualTo("FEWER_THAN_TWO_GROUPS");
    }

    @ParameterizedTest
    @CsvSource({
        "/analytics/summary?portfolio_id=0, 400, INVALID_PARAMETER",
        "/analytics/summary?portfolio_id=999999, 404, PORTFOLIO_NOT_FOUND",
        "/analytics/exposure?portfolio_id=999999, 404, PORTFOLIO_NOT_FOUND",
        "/analytics/summary?from=yesterday, 400, INVALID_PARAMETER",
        "/analytics/equity?from=2025-02-01&to=2025-01-01, 400, INVALID_PARAMETER",
        "/analytics/summary?strategy=a&venue=b, 400, ONE_FILTER_AT_A_TIME",
        "/analytics/breakdown?by=strategy&venue=b, 400, ONE_FILTER_AT_A_TIME",
        "/analytics/breakdown, 400, INVALID_PARAMETER",
        "/analytics/breakdown?by=hour, 400, INVALID_PARAMETER",
        "/analytics/breakdown?by=hour&zone=Mars, 400, INVALID_PARAMETER",
        "/analytics/breakdown?by=day&sort=odd, 400, INVALID_PARAMETER",
        "'/analytics/comparison?portfolio_id=1,', 400, INVALID_PARAMETER"
    })
    void badQuestionsAreRefused(String path, int status, String code) {
        // When
        var answer = io.restassured.RestAssured.given().get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }

    @Test
    void aRepeatWithoutItsOriginIsTheSameFill() {
        // Given
        int id = Api.portfolio("1000");
        var told = open("r" + id, id, "buy_yes", "10", "20", "0.5", "1", "2025-10-16T10:00:00Z", ORIGIN);

        // When
        Api.fill(told);
        var repeat = Api.fill(told.replace(ORIGIN, "null"));

        // Then
        assertThat(repeat.getString("results[0].outcome")).isEqualTo("repeated");
        assertThat(Api.get("/analytics/exposure?portfolio_id=" + id).getString("events[0].event_id"))
                .isEqualTo("rain");
    }

    /** 100 shares at 0.40 win 15 October 22:30 UTC; 50 at 0.60, of which nothing is known, lose two hours later. */
    private static int wonAndLost() {
        int id = Api.portfolio("1000");
        Api.fill(
                open("a" + id, id, "buy_yes", "40", "100", "0.4", "1", "2025-10-15T10:30:00Z", ORIGIN),
                open("b" + id, id, "buy_yes", "30", "50", "0.6", "0.5", "2025-10-15T10:30:00Z", "null"));
        settle("a" + id, "won", "2025-10-15T22:30:00Z");
        settle("b" + id, "lost", "2025-10-16T00:30:00Z");
        return id;
    }

    private static void settle(String trade, String result, String at) {
        Api.ok("/settlements", """
                {"settlements":[{"settlement_id":"s-%s","trade_id":"trade-%s","result":"%s","at":"%s"}]}
                """.formatted(trade, trade, result, at));
    }

    private static String open(
            String trade,
            int portfolio,
            String action,
            String amount,
            String shares,
            String price,
            String fee,
            String at,
            String origin) {
        return """
                {"fill_id":"told-%s","order_id":"told-%s","trade_id":"trade-%s","portfolio_id":%d,"market_id":"m-%s",
                 "market_question":"?","action":"%s","side":"open","amount":%s,"shares":%s,"price":%s,"fee":%s,
                 "at":"%s","origin":%s}
                """.formatted(trade, trade, trade, portfolio, trade, action, amount, shares, price, fee, at, origin);
    }
}
