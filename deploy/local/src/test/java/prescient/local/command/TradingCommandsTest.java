package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Positions, trades, signals and markets of a suite whose gateway is a fake. */
class TradingCommandsTest extends GatewayTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void positionsAreATableThatSaysWhenThereAreMore() {
        // Given
        answersAt("/portfolios/2/positions", """
                {"items": [{"id": 7, "trade_id": "t1", "status": "open", "action": "buy_no", "shares": 12.5,
                  "entry_price": 0.8, "last_price": 0.9, "exit_price": null, "cost": 10.00, "current_pnl": 1.25,
                  "realized_pnl": null, "market_question": "Rain?"}], "next_cursor": "7"}""");

        // When
        var code = run("positions", "--portfolio", "2", "--status", "open", "--market", "m 1", "--limit", "1");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /portfolios/2/positions?status=open&market_id=m+1&limit=1");
        assertThat(output()).isEqualTo("""

                items
                trade_id  status  action  shares  entry_price  last_price   cost  current_pnl  market_question
                t1        open    buy_no    12.5          0.8         0.9  10.00         1.25  Rain?
                ... there are more: raise --limit
                """);
    }

    @Test
    void tradesAreThoseOfAPortfolioOfTheDeskOrTheWatchedOnes() {
        // Given
        answersAt("/paper-trading/history", "{\"trades\": [], \"next_cursor\": null}");
        answersAt("/desk/trades", "{\"items\": [], \"next_cursor\": null}");
        answersAt("/desk/active-trades", "{\"items\": [], \"feeds\": [{\"feed\": \"book\", \"state\": \"idle\"}]}");

        // When
        var ofPortfolio = run("trades", "--portfolio", "1", "--status", "settled");
        var ofDesk = run("trades", "--of", "desk", "--limit", "5");
        var watched = run("trades", "--of", "watched");

        // Then
        assertThat(List.of(ofPortfolio, ofDesk, watched)).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /paper-trading/history?status=settled&limit=100&portfolio_id=1",
                        "GET /desk/trades?limit=5",
                        "GET /desk/active-trades");
        assertThat(output()).contains("trades: none", "items: none", "book  idle");
    }

    @Test
    void aTradeIsShownFromItsSignalToTheBooks() throws IOException {
        // Given
        answersAt("/trades/t1", """
                {"trade_id": "t1", "portfolio_id": 3, "signal_id": "s1", "amount": 10.00}""");
        answersAt("/signals", "{\"items\": [{\"signal_id\": \"s1\", \"target_price\": 0.8}]}");
        answersAt("/portfolios/3/positions", "{\"items\": [{\"trade_id\": \"t1\", \"cost\": 10.00}]}");
        answersAt("/trades/t1/orders", "{\"orders\": [{\"order_id\": \"o1\"}], \"fills\": [{\"fill_id\": \"f1\"}]}");
        answersAt("/ledger/entries", "{\"items\": [{\"entry_id\": 1, \"amount\": -10.00}], \"next_cursor\": null}");

        // When
        var code = run("trade", "t1", "--json");

        // Then
        assertThat(code).isZero();
        assertThat(asked)
                .containsExactly(
                        "GET /trades/t1",
                        "GET /signals?signal_id=s1",
                        "GET /portfolios/3/positions?trade_id=t1",
                        "GET /trades/t1/orders",
                        "GET /ledger/entries?trade_id=t1");
        var whole = json.readTree(output());
        assertThat(whole.at("/signal/target_price").asText()).isEqualTo("0.8");
        assertThat(whole.at("/position/trade_id").asText()).isEqualTo("t1");
        assertThat(whole.at("/fills/0/fill_id").asText()).isEqualTo("f1");
        assertThat(whole.at("/ledger/0/entry_id").asInt()).isEqualTo(1);
    }

    @Test
    void aDeskTradeIsShownWithTheBookItConsumed() {
        // Given
        answersAt("/desk/trades/d1", """
                {"trade": {"trade_id": "d1"}, "fills": [], "messages": [],
                 "orders": [{"client_order_id": "d1-open", "venue_order_id": "SIM-1"},
                            {"client_order_id": "d1-close", "venue_order_id": null}]}""");
        answersAt("/simulation/orders/d1-open", """
                {"fills": [{"fill_id": "SIM-1", "evidence": {"level": {"price": 0.64, "shown": 143}}}]}""");

        // When
        var code = run("trade", "d1", "--desk", "--evidence");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /desk/trades/d1", "GET /simulation/orders/d1-open");
        assertThat(output()).contains("evidence.level.price", "0.64");
    }

    @Test
    void signalsSayWhyNotAndArchivesAreABareList() {
        // Given
        answersAt("/signals", """
                {"items": [{"signal_id": "s1", "status": "denied", "outcome_reason": "no cash"}]}""");
        answersAt("/trading/signal-archives", "[{\"id\": 4, \"signals_count\": 2, \"signals\": [{}, {}]}]");
        answersAt("/entry/decisions", "{\"items\": [{\"outcome\": \"skip\", \"reasons\": [\"DISABLED\"]}]}");
        answersAt("/entry/status", "{\"status\": \"DISABLED\"}");
        answersAt("/strategies", "{\"items\": [{\"name\": \"momentum\"}]}");

        // When
        var codes = List.of(
                run("signals", "--run", "c1", "--status", "denied", "--market", "m1"),
                run("signals", "archives"),
                run("signals", "decisions", "--limit", "7"),
                run("signals", "entry"),
                run("signals", "strategies"));

        // Then
        assertThat(codes).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /signals?status=denied&run_id=c1&market_id=m1&limit=100",
                        "GET /trading/signal-archives?limit=5",
                        "GET /entry/decisions?limit=7",
                        "GET /entry/status",
                        "GET /strategies");
        assertThat(output()).contains("no cash", "signals_count", "DISABLED", "momentum");
    }

    @Test
    void limitsAreTriedAndWhatIsNoNumberIsNotSent() {
        // Given
        answersAt("/markets/filter/preview", "{\"events\": 9, \"candidates\": 3, \"markets\": 2, \"items\": []}");

        // When
        var tried = run("markets", "limits", "--set", "market_min_volume=1000.5", "--set", "event_min_volume=");
        var wrong = run("markets", "limits", "--set", "market_min_volume=much");

        // Then
        assertThat(tried).isZero();
        assertThat(wrong).isEqualTo(2);
        assertThat(asked)
                .containsExactly("POST /markets/filter/preview"
                        + " {\"run_id\":\"cli\",\"market_min_volume\":1000.5,\"event_min_volume\":null}");
        assertThat(output()).contains("candidates  3");
        assertThat(errors()).contains("market_min_volume=much is no number");
    }

    @Test
    void marketsAndEventsAreSearchedAndOneMarketIsShownWithEverything() {
        // Given
        answersAt("/markets", "{\"items\": [{\"market_id\": \"m1\", \"yes_price\": 0.25}]}");
        answersAt("/events", "{\"items\": []}");
        answersAt("/markets/m1", "{\"market_id\": \"m1\", \"market_data\": {\"slug\": \"raw\"}}");
        answersAt("/prices", "{\"quotes\": [{\"yes_price\": 0.25}]}");
        answersAt("/markets/m1/history", "{\"items\": [{\"source\": \"catalogue\"}]}");
        answersAt("/portfolios/1/positions", "{\"items\": []}");
        answersAt("/signals", "{\"items\": []}");

        // When
        var codes = List.of(
                run("markets", "--search", "rain", "--event", "e1", "--tradable", "true"),
                run("markets", "events", "--search", "rain"),
                run("market", "m1", "--limit", "3"));

        // Then
        assertThat(codes).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /markets?filtered=true&search=rain&limit=100&event_id=e1",
                        "GET /events?search=rain&limit=100",
                        "GET /markets/m1",
                        "GET /prices?market_id=m1",
                        "GET /markets/m1/history?limit=3",
                        "GET /portfolios/1/positions?market_id=m1&limit=3",
                        "GET /signals?market_id=m1&limit=3");
        assertThat(output()).contains("catalogue", "positions: none").doesNotContain("raw");
    }

    @Test
    void whatIsNotThereIsAFailureWithTheHintOfTheService() {
        // When
        var code = run("trade", "nobody");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(errors()).contains("there is none", "next step: Look again.");
    }
}
