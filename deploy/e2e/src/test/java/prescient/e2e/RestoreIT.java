package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.local.Venue;
import prescient.local.command.Cli;

/** Everything is lost but the backup. */
class RestoreIT {

    private static final String FIGURES = """
            SELECT t.trade_id, t.amount, t.shares, t.entry_price, t.status, p.cost, p.current_pnl, s.balance, s.reserved,
                s.realized_pnl, s.unrealized_pnl, (SELECT sum(e.amount) FROM portfolio.ledger_entries e) AS books,
                (SELECT count(*) FROM market.market_snapshots) AS snapshots,
                (SELECT count(*) FROM signal.trading_signals) AS signals
            FROM trade.trades t JOIN portfolio.portfolio_positions p USING (trade_id)
            JOIN portfolio.portfolio_state s ON s.id = t.portfolio_id ORDER BY t.trade_id""";

    @Test
    void afterEverythingIsLostTheServicesStartOnTheBackupAndEveryFigureIsEqual() throws Exception {
        // Given
        var folder = LiveSuite.emptyFolder("restore");
        List<Map<String, Object>> before;
        JsonNode portfolio;
        try (var live = start(folder)) {
            live.api().post("/trading/cycles", cycle("before")).ok();
            assertThat(Cli.run("backup", "--data", folder.toString(), "--json")).isZero();
            before = live.reader().rows(FIGURES);
            portfolio = portfolio(live);
        }
        assertThat(before).isNotEmpty();
        assertThat(folder.resolve("postgres")).doesNotExist();
        // When
        var restored = Cli.run("restore", "latest", "--data", folder.toString(), "--json");
        // Then
        assertThat(restored).isZero();
        try (var live = start(folder)) {
            assertThat(live.reader().rows(FIGURES)).isEqualTo(before);
            assertThat(portfolio(live)).isEqualTo(portfolio);
            assertThat(live.api().get("/ledger/check").ok().path("balanced").asBoolean())
                    .isTrue();
            var cycle = live.api().post("/trading/cycles", cycle("after")).ok();
            assertThat(cycle.path("status").asText()).isEqualTo("completed");
            live.audit().verify();
        }
    }

    /** Without the time at which it was asked. */
    private static JsonNode portfolio(LiveSuite live) throws Exception {
        var answer = (ObjectNode) live.api().get("/paper-trading/portfolio").ok();
        answer.remove("timestamp");
        return answer;
    }

    private static LiveSuite start(Path folder) throws InterruptedException {
        return LiveSuite.on(folder, config -> config.withVenue(new Venue.Simulated(3, 50, 200)));
    }

    private static String cycle(String id) {
        return "{\"cycle_id\":\"cycle-" + id + "\",\"portfolio_id\":1,\"strategy\":\"most-likely\"}";
    }
}
