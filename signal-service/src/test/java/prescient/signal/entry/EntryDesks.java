package prescient.signal.entry;

import static prescient.signal.entry.Sheets.good;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import prescient.lease.LeaseDesk;
import prescient.lease.Replica;
import prescient.signal.ServiceTest;

/** Entering with real tables, and a trade-service that remembers what it was asked for. */
abstract class EntryDesks extends ServiceTest {

    static final String TICKER = "KXBTCD-25JUL2812-T117999.99";
    static final String STATUSES =
            "SELECT trade_id || ' ' || status || ' ' || coalesce(code, '') FROM signal.entry_intents ORDER BY trade_id";
    static final String DECISIONS = "SELECT coalesce(ticker, '') || ' ' || outcome || ' '"
            + " || array_to_string(reasons, ',') FROM signal.entry_decisions ORDER BY id";

    @Inject
    EntryTable table;

    @Inject
    SettingsTable settings;

    @Inject
    LeaseDesk leases;

    @Inject
    ObjectMapper json;

    final Desk trades = new Desk();
    final List<EntryDesk> desks = new ArrayList<>();

    @Nullable StrikeSheet sheet;

    /** trade-service: a trade per id, however often it is asked for. */
    static final class Desk implements TradeHttp {

        final Map<String, TradeRequest> known = new LinkedHashMap<>();
        int asked;
        boolean away;
        boolean answersGetLost;
        String status = "open";

        @Nullable String denial;

        @Override
        public Uni<JsonNode> open(TradeRequest request) {
            asked++;
            if (away) {
                return Uni.createFrom().failure(new ConnectException("refused"));
            }
            if (denial != null) {
                return Uni.createFrom()
                        .failure(new WebApplicationException(Response.status(409)
                                .entity("{\"code\":\"" + denial + "\",\"detail\":\"no\"}")
                                .build()));
            }
            var before = known.putIfAbsent(request.tradeId(), request);
            if (before != null && !before.equals(request)) {
                return Uni.createFrom()
                        .failure(new WebApplicationException(Response.status(409)
                                .entity("{\"code\":\"CONTENT_DIFFERS\",\"detail\":\"no\"}")
                                .build()));
            }
            return answersGetLost
                    ? Uni.createFrom().failure(new ConnectException("reset"))
                    : Uni.createFrom()
                            .item(JsonNodeFactory.instance
                                    .objectNode()
                                    .put("status", status)
                                    .put("code", "NOT_FILLED"));
        }
    }

    @BeforeEach
    void nobodyHoldsTheLease() throws SQLException {
        execute("prescient_signal_owner", "DELETE FROM job_lease");
        look(600, "0.1", good(TICKER));
    }

    @AfterEach
    void end() {
        desks.forEach(EntryDesk::close);
    }

    void look(long ttc, @Nullable String score, StrikeRow... rows) {
        sheet = Sheets.sheet(clock.instant(), ttc, score, rows);
    }

    EntryDesk desk(String replica) {
        ForecastHttp forecast = symbol -> sheet == null
                ? Uni.createFrom().failure(new ConnectException("refused"))
                : Uni.createFrom().item(sheet);
        var config = new SmallRyeConfigBuilder()
                .withMapping(EntryConfig.class)
                .build()
                .getConfigMapping(EntryConfig.class);
        var desk = new EntryDesk(
                table,
                settings,
                new ForecastClient(forecast),
                new TradeClient(trades, json),
                leases,
                new EntryMeters(new SimpleMeterRegistry()),
                config,
                clock,
                new Replica(replica));
        desks.add(desk);
        return desk;
    }

    void store(EntrySettings limits) {
        settings.put("BTC", limits, "somebody", "put").await().indefinitely();
    }

    EntryState.Status tick(EntryDesk desk) {
        var status = desk.tick().orElseThrow().status();
        clock.advance(Duration.ofSeconds(1));
        return status;
    }

    String id() {
        return trades.known.keySet().iterator().next();
    }
}
