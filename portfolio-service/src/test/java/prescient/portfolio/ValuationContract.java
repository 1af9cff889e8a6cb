package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;

/** What a portfolio is worth, in whichever store the books are. */
abstract class ValuationContract {

    private static final String EARLY = "2025-10-15T16:10:00Z";
    private static final String LATE = "2025-10-15T17:10:00Z";

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @SuppressWarnings("NullAway.Init") // injected by the test resource
    FakeMarket market;

    /** A portfolio with this much cash and nothing else. */
    abstract int portfolio(String dollars);

    @Test
    void aPositionIsWorthSharesTimesPrice() {
        // Given
        int id = portfolio("1000");
        Api.fill(Api.fillOf("v" + id, "v" + id, id, "open", "100", "116.279069767442", "0.86", "0"));
        market.quote("m-v" + id, "1", "0", EARLY);

        // When
        var value = Api.ok("/portfolios/" + id + "/valuation", "{}");

        // Then
        assertThat(Api.number(value, "positions_value")).isEqualByComparingTo("116.27907");
        assertThat(Api.number(value, "unrealized_pnl")).isEqualByComparingTo("16.27907");
        assertThat(Api.number(value, "total_value")).isEqualByComparingTo("1016.27907");
        assertThat(value.getInt("unpriced_positions")).isZero();
        assertThat(Api.number(Api.paper(id), "portfolio.total_profit_loss")).isEqualByComparingTo("16.27907");
        assertThat(Api.number(Api.paper(id), "portfolio.positions[0].current_pnl"))
                .isEqualByComparingTo("16.27907");
    }

    @Test
    void withoutAPriceAPositionCountsAtItsLastKnownPriceOrItsCost() {
        // Given
        int id = portfolio("1000");
        Api.fill(Api.open("a" + id, id, "100"), Api.open("b" + id, id, "50"));
        market.quote("m-a" + id, "0.6", null, LATE);
        Api.ok("/portfolios/" + id + "/valuation", "{}");
        market.quote("m-a" + id, "0.1", null, EARLY);

        // When
        var value = Api.ok("/portfolios/" + id + "/valuation", "{}");

        // Then
        assertThat(value.getInt("unpriced_positions")).isEqualTo(1);
        assertThat(value.getInt("open_positions")).isEqualTo(2);
        assertThat(Api.number(value, "positions_value")).isEqualByComparingTo("170");
        assertThat(Api.number(value, "total_value")).isEqualByComparingTo("1020");
    }

    @Test
    void whatIsRealizedIsNotCountedTwice() {
        // Given
        int id = portfolio("1000");
        Api.fill(Api.open("r" + id, id, "100"), Api.open("s" + id, id, "100"));
        market.quote("m-r" + id, "0.75", "0.25", EARLY);
        market.quote("m-s" + id, "0.75", "0.25", EARLY);
        Api.ok("/portfolios/" + id + "/valuation", "{}");

        // When
        Api.settle("set" + id, "r" + id, "won");
        Api.fill(Api.close("half" + id, "s" + id, id, "100", "0.75", "0"));

        // Then
        var paper = Api.paper(id);
        assertThat(Api.number(paper, "summary.realized_pnl")).isEqualByComparingTo("125");
        assertThat(Api.number(paper, "summary.unrealized_pnl")).isEqualByComparingTo("25");
        assertThat(Api.number(paper, "portfolio.total_profit_loss")).isEqualByComparingTo("150");
        assertThat(Api.number(paper, "summary.total_value")).isEqualByComparingTo("1150");
        assertThat(Api.get("/ledger/check").getBoolean("balanced")).isTrue();
    }

    @Test
    void theOldFiguresAreThereForComparison() {
        // Given
        int id = portfolio("1000");
        Api.fill(Api.fillOf("old" + id, "old" + id, id, "open", "100", "116.279069767442", "0.86", "0"));
        market.quote("m-old" + id, "1", "0", EARLY);
        Api.ok("/portfolios/" + id + "/valuation", "{}");

        // When
        var legacy = Api.get("/paper-trading/portfolio?figures=legacy&portfolio_id=" + id);

        // Then
        assertThat(Api.number(legacy, "portfolio.positions[0].current_pnl")).isEqualByComparingTo("14");
        assertThat(Api.number(legacy, "portfolio.total_profit_loss")).isEqualByComparingTo("14");
        assertThat(Api.number(legacy, "summary.total_value")).isEqualByComparingTo("914");
    }

    @Test
    void manyMarketsAreAskedForInLinesThatServersTake() {
        // Given
        int id = portfolio("100000");
        var fills = new ArrayList<String>();
        for (int i = 0; i < 600; i++) {
            fills.add(Api.open("many%d-%d".formatted(id, i), id, "10"));
            market.quote("m-many%d-%d".formatted(id, i), "0.6", "0.4", EARLY);
        }
        Api.fill(fills.toArray(String[]::new));

        // When
        var value = Api.ok("/portfolios/" + id + "/valuation", "{}");

        // Then
        assertThat(Api.number(value, "positions_value")).isCloseTo(new BigDecimal("7200"), within(BigDecimal.ZERO));
        assertThat(market.askedSizes()).allMatch(size -> size < 400);
    }

    @Test
    void aMarketServiceThatFailsOnceIsAskedAgainAndOneThatStaysDownIsAProblem() {
        // Given
        int id = portfolio("1000");
        Api.fill(Api.open("down" + id, id, "100"));
        market.quote("m-down" + id, "0.6", "0.4", EARLY);

        // When
        market.fail(1);
        var recovered = Api.post("/portfolios/" + id + "/valuation", "{}");
        market.fail(10);
        var down = Api.post("/portfolios/" + id + "/valuation", "{}");
        market.fail(0);

        // Then
        recovered.then().statusCode(200);
        down.then().statusCode(503);
        assertThat(down.jsonPath().getString("code")).isEqualTo("NEIGHBOUR_UNAVAILABLE");
        Api.post("/portfolios/999999/valuation", "{}").then().statusCode(404);
    }
}
