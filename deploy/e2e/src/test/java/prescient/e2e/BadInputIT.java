package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prescient.e2e.Api.Answer;
import prescient.e2e.BadBodies.Bad;
import prescient.local.ServiceName;
import prescient.local.Venue;

/** What is wrong is refused with a reason and a hint, and leaves no trace; what the venue sends wrong is kept apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    /** Every route that changes something, with a body that would be right. */
    private static final Map<String, String> ROUTES = routes();

    private static final List<String> LISTS = List.of(
            "/events",
            "/markets",
            "/markets/1/history",
            "/ingest/runs",
            "/signals",
            "/trading/signal-archives",
            "/paper-trading/history",
            "/paper-trading/portfolio",
            "/trading/cycles",
            "/portfolios",
            "/portfolios/1/positions",
            "/trading/portfolio-history",
            "/ledger/entries",
            "/cities");

    /** What only a service may call of another: the gateway is no way there. */
    private static final Map<String, ServiceName> FOR_SERVICES = Map.of(
            "/signals/claim", ServiceName.SIGNAL,
            "/signals/outcomes", ServiceName.SIGNAL,
            "/orders", ServiceName.TRADE,
            "/trades/settle", ServiceName.TRADE,
            "/reservations", ServiceName.PORTFOLIO,
            "/reservations/release", ServiceName.PORTFOLIO,
            "/fills", ServiceName.PORTFOLIO,
            "/settlements", ServiceName.PORTFOLIO);

    private LiveSuite live;
    private Api api;

    @BeforeAll
    void start() throws Exception {
        live = LiveSuite.start("bad-input", config -> config.withVenue(new Venue.Simulated(4, 30, 120)));
        api = live.api();
        api.post("/trading/cycles", "{\"cycle_id\":\"before\"}").ok();
        // The paper account is opened by a job after the start: a trace is taken once nothing is left to happen.
        await().until(() -> live.reader().count("SELECT count(*) FROM trade.simulation_cash") == 1);
    }

    @AfterAll
    void stop() {
        live.close();
    }

    @Test
    void aBadBodyIsRefusedOnEveryRouteAndLeavesNoTrace() throws Exception {
        // Given
        var before = trace();
        var log = live.logs().mark();
        var wrong = new ArrayList<String>();
        var tried = 0;
        // When
        for (var route : ROUTES.entrySet()) {
            for (var bad : BadBodies.of(route.getValue())) {
                wrong.addAll(complaints(route.getKey(), bad, send(route.getKey(), bad)));
                tried++;
            }
        }
        // Then
        System.out.printf("BadInputIT: %d bad bodies on %d routes%n", tried, ROUTES.size());
        assertThat(wrong).isEmpty();
        thenNothingHappened(before, log);
    }

    @Test
    void aBadParameterIsRefusedOnEveryListAndLeavesNoTrace() throws Exception {
        // Given
        var before = trace();
        var log = live.logs().mark();
        var wrong = new ArrayList<String>();
        // When
        for (var list : LISTS) {
            for (var limit : List.of("0", "-1", "1001", "1.5", "abc", "%27%3B%20DROP%20TABLE%20trades%3B%20--")) {
                var path = list + "?limit=" + limit;
                wrong.addAll(complaints(path, new Bad("limit", "", ""), api.get(path)));
            }
        }
        for (var path : List.of(
                "/paper-trading/history?status=%27%20OR%201%3D1",
                "/paper-trading/history?portfolio_id=-1",
                "/paper-trading/history?cursor=%27",
                "/paper-trading/portfolio?portfolio_id=1%3BDROP%20TABLE%20trades",
                "/signals?status=sold",
                "/portfolios?status=%27",
                "/portfolios/0",
                "/portfolios/abc",
                "/trades/%27%3BDROP%20TABLE%20trades%3B--",
                "/trading/cycles/%27%3B",
                "/ledger/entries?portfolio_id=x",
                "/nothing/here")) {
            wrong.addAll(complaints(path, new Bad("parameter", "", ""), api.get(path)));
        }
        // Then
        assertThat(wrong).isEmpty();
        thenNothingHappened(before, log);
    }

    @Test
    void aBrokenAnswerOfTheVenueIsQuarantinedAndTheNextRunIsWhole() throws Exception {
        var venue = new Api(live.suite().venueSim().orElseThrow().url());
        var day = Instant.now();
        for (var kind : List.of("invalid_json", "cut_body")) {
            // Given: another day at the venue, since what was quarantined once is not kept a second time
            day = day.plus(Duration.ofDays(1));
            venue.post("/sim/clock", "{\"at\":\"" + day + "\"}").ok();
            var known = live.reader().count("SELECT count(*) FROM markets");
            var quarantined = live.reader().count("SELECT coalesce(max(quarantine_id), 0) FROM market.quarantine");
            venue.post("/sim/faults", "{\"kind\":\"" + kind + "\",\"path\":\"/events\"}")
                    .ok();
            // When
            var run = api.post("/ingest/runs", "{\"run_id\":\"" + kind + "\"}").ok();
            // Then
            assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("incomplete");
            assertThat(run.path("reason").asText()).as(run.toString()).isNotEmpty();
            assertThat(run.path("quarantined").asInt()).as(run.toString()).isPositive();
            var kept = live.reader().rows("""
                    SELECT source, position, reason, payload FROM market.quarantine WHERE quarantine_id > %d
                    """.formatted(quarantined));
            assertThat(kept).as(kind + " " + run).isNotEmpty().allSatisfy(row -> {
                assertThat(String.valueOf(row.get("payload"))).startsWith("{");
                assertThat(String.valueOf(row.get("reason"))).isNotEmpty();
            });
            assertThat(live.reader().count("SELECT count(*) FROM markets")).isEqualTo(known);
            // When
            venue.send("DELETE", "/sim/faults", null, null).ok();
            var next = api.post("/ingest/runs", "{\"run_id\":\"after-" + kind + "\"}")
                    .ok();
            // Then
            assertThat(next.path("status").asText()).as(next.toString()).isEqualTo("complete");
        }
    }

    /** Who refuses a large body shuts the connection, which may reset it before the answer was read: asked again. */
    private Answer send(String route, Bad bad) throws Exception {
        try {
            return sendOnce(route, bad);
        } catch (IOException reset) {
            return sendOnce(route, bad);
        }
    }

    private Answer sendOnce(String route, Bad bad) throws Exception {
        var method = route.startsWith("/cities/") ? "PUT" : route.startsWith("/strategies/") ? "PATCH" : "POST";
        var owner = FOR_SERVICES.get(route);
        if (owner == null) {
            return api.send(method, route, bad.contentType(), bad.bytes());
        }
        try (var neighbour = live.neighbour(owner)) {
            return neighbour.send(method, route, bad.contentType(), bad.bytes());
        }
    }

    private static List<String> complaints(String route, Bad bad, Answer answer) {
        var wrong = new ArrayList<String>();
        if (answer.status() / 100 != 4) {
            wrong.add("status " + answer.status());
        } else if (!answer.contentType().startsWith("application/problem+json")) {
            wrong.add("content type " + answer.contentType());
        } else {
            for (var field : List.of("code", "hint")) {
                if (answer.json().path(field).asText().isEmpty()) {
                    wrong.add("no " + field);
                }
            }
        }
        var text = answer.text();
        return wrong.stream()
                .map(what -> route + ", " + bad.what() + ": " + what + ": "
                        + text.substring(0, Math.min(200, text.length())))
                .toList();
    }

    private record Trace(Map<String, Long> rows, List<Map<String, Object>> money) {}

    private Trace trace() {
        return new Trace(live.reader().rowsPerTable(), live.reader().rows("""
                        SELECT id, balance, reserved, trade_count, p.status, p.name
                        FROM portfolio_state JOIN portfolios p ON p.portfolio_id = id ORDER BY id
                        """));
    }

    private void thenNothingHappened(Trace before, Map<ServiceName, Integer> log) {
        assertThat(trace()).isEqualTo(before);
        assertThat(live.logs().since(log, Set.of("ERROR", "FATAL"))).isEmpty();
        for (var service : ServiceName.values()) {
            assertThat(live.suite().restarts(service))
                    .as("restarts of %s", service)
                    .isZero();
        }
    }

    private static Map<String, String> routes() {
        var routes = new LinkedHashMap<String, String>();
        routes.put("/ingest/runs", """
                {"run_id":"bad"}""");
        routes.put("/markets/filter", """
                {"run_id":"bad","event_min_liquidity":1,"event_max_days_until_end":9,"min_conviction":0.2}""");
        routes.put("/prices/refresh", """
                {"market_ids":["1"]}""");
        routes.put("/signals/generate", """
                {"run_id":"bad","portfolio_id":1,"strategy":"momentum","parameters":{"trade_amount":1,"min_price":0.6},
                 "filters":{"event_min_liquidity":1,"min_conviction":0.1}}""");
        routes.put("/signals/claim", """
                {"claimant":"bad","portfolio_id":1,"limit":1}""");
        routes.put("/signals/outcomes", """
                {"outcomes":[{"signal_id":"bad","outcome":"denied","reason":"x","at":"2026-01-01T00:00:00Z"}]}""");
        routes.put("/signals/archive", """
                {"run_id":"bad"}""");
        routes.put("/strategies/momentum", """
                {"enabled":true}""");
        routes.put("/portfolios", """
                {"name":"bad","description":"d","strategy_type":"most-likely","initial_balance":1.00,"strategy_config":{}}""");
        routes.put("/portfolios/1/snapshots", """
                {"snapshot_id":"bad"}""");
        routes.put("/portfolios/1/valuation", "{}");
        routes.put("/portfolios/1/pause", "{}");
        routes.put("/portfolios/1/resume", "{}");
        routes.put("/reservations", """
                {"reservations":[{"order_id":"bad","portfolio_id":1,"amount":1.00}]}""");
        routes.put("/reservations/release", """
                {"order_ids":["bad"]}""");
        routes.put("/fills", """
                {"fills":[{"fill_id":"bad","order_id":"bad","trade_id":"bad","portfolio_id":1,"market_id":"1",
                 "market_question":"q","action":"buy_yes","side":"open","amount":1.00,"shares":2,"price":0.5,"fee":0.1,
                 "at":"2026-01-01T00:00:00Z"}]}""");
        routes.put("/settlements", """
                {"settlements":[{"settlement_id":"bad","trade_id":"bad","result":"won","at":"2026-01-01T00:00:00Z"}]}""");
        routes.put("/paper-trading/execute", """
                {"portfolio_id":1,"order":{"order_id":"bad","market_id":"1","action":"buy_yes","amount":1.00,"price":0.5,
                 "confidence":0.5,"event_end_date":"2026-01-01T00:00:00Z"}}""");
        routes.put("/orders", """
                {"orders":[{"order_id":"bad","portfolio_id":1,"market_id":"1","action":"buy_yes","amount":1.00,"price":0.5,
                 "confidence":0.5,"event_end_date":"2026-01-01T00:00:00Z"}]}""");
        routes.put("/trades/settle", """
                {"market_ids":["1"]}""");
        routes.put("/trades/bad/close", """
                {"order_id":"bad","price":0.5}""");
        routes.put("/trading/cycles", """
                {"cycle_id":"bad","portfolio_id":1,"strategy":"momentum","parameters":{"trade_amount":1,"min_price":0.6},
                 "filters":{"min_conviction":0.2}}""");
        routes.put("/cities/ZZZ", """
                {"name":"Nowhere","station":"KZZZ","time_zone":"UTC","latitude":1.5,"longitude":2.5}""");
        return routes;
    }
}
