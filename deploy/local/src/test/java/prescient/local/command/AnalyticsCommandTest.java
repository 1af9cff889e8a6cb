package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Analytics of a suite whose gateway is a fake. */
class AnalyticsCommandTest extends GatewayTest {

    private static final String SUMMARY = """
            {"scope": {"portfolio_id": 2, "from": null}, "pnl": 28.50,
             "trades": {"count": 2, "win_rate": {"value": 0.500000, "reason": null}},
             "calmar": {"value": null, "reason": "NO_DRAWDOWN"}}""";
    private static final String EXPOSURE = """
            {"cost": 80.00, "events": [
              {"event_id": "rain", "cost": 70.00, "ratio": {"value": null, "reason": "NO_CAPITAL"},
               "outcomes": [{"yes_market_id": "m1", "gain": 80.00}, {"yes_market_id": null, "gain": -20.00}]},
              {"event_id": null, "cost": 9.5, "ratio": {"value": 1.250000, "reason": null}, "outcomes": []}],
             "markets": []}""";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theSummaryIsLinesWithUndefinedFiguresAndTheirReasons() {
        // Given
        answers(200, SUMMARY);

        // When
        var code = run("analytics");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /analytics/summary");
        assertThat(output()).isEqualTo("""
                scope.portfolio_id  2
                pnl                 28.50
                trades.count        2
                trades.win_rate     0.500000
                calmar              - (NO_DRAWDOWN)
                """);
    }

    @Test
    void listsAreTablesWithNumbersOnTheRight() {
        // Given
        answers(200, EXPOSURE);

        // When
        var code = run("analytics", "exposure");

        // Then
        assertThat(code).isZero();
        assertThat(output()).isEqualTo("""
                cost  80.00

                events
                event_id   cost     ratio  outcomes
                rain      70.00         -  m1 80.00, -20.00
                -           9.5  1.250000

                markets: none
                """);
    }

    @Test
    void everyOptionIsAParameterOfTheQuestion() throws IOException {
        // Given
        answers(200, SUMMARY);

        // When
        var breakdown = run(
                "analytics", "breakdown", "--by", "hour", "--zone", "America/New_York", "--portfolio", "2", "--json");
        var filtered = run("analytics", "EQUITY", "--from", "2026-01-01", "--to", "2026-01-31", "--city", "são paulo");
        var others = run(
                "analytics",
                "waterfall",
                "--strategy",
                "a&b",
                "--venue",
                "v",
                "--event",
                "e",
                "--sort",
                "worst",
                "--limit",
                "5");

        // Then
        assertThat(List.of(breakdown, filtered, others)).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /analytics/breakdown?portfolio_id=2&by=hour&zone=America%2FNew_York",
                        "GET /analytics/equity?from=2026-01-01&to=2026-01-31&city=s%C3%A3o+paulo",
                        "GET /analytics/waterfall?strategy=a%26b&venue=v&event=e&sort=worst&limit=5");
        assertThat(json.readTree(output()).at("/pnl").asText()).isEqualTo("28.5");
    }

    @Test
    void aRefusalIsAFailureWithTheHintOfTheService() {
        // Given
        answers(409, """
                {"code": "BOOKS_ARE_IN_FILES", "detail": "mode dual-write", "hint": "Advance the feature first."}""");

        // When
        var refused = run("analytics");
        var unknown = run("analytics", "weather");

        // Then
        assertThat(refused).isEqualTo(1);
        assertThat(unknown).isEqualTo(2);
        assertThat(asked).hasSize(1);
        assertThat(errors()).contains("mode dual-write", "next step: Advance the feature first.");
    }
}
