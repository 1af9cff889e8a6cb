package prescient.signal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.entry.Sheets.good;
import static prescient.signal.entry.Sheets.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.api.Test;
import prescient.lease.LeaseDesk;
import prescient.lease.Replica;
import prescient.signal.ServiceTest;

/** Seconds of entering, with real tables and a desk that remembers what it was asked for. */
@QuarkusTest
class EntryDeskTest extends ServiceTest {

    private static final String TICKER = "KXBTCD-25JUL2812-T117999.99";
    private static final String STATUSES =
            "SELECT trade_id || ' ' || status || ' ' || coalesce(code, '') FROM signal.entry_intents ORDER BY trade_id";
    private static final String DECISIONS = "SELECT coalesce(ticker, '') || ' ' || outcome || ' '"
            + " || array_to_string(reasons, ',') FROM signal.entry_decisions ORDER BY id";

    @Inject
    EntryTable table;

    @Inject
    SettingsTable settings;

    @Inject
    LeaseDesk leases;

    @Inject
    ObjectMapper json;

    private final Desk trades = new Desk();
    private final List<EntryDesk> desks = new ArrayList<>();
    private @Nullable StrikeSheet sheet;

    /** trade-service: a trade per id, however often it is asked for. */
    private static final class Desk implements TradeHttp {

        private final Map<String, TradeRequest> known = new LinkedHashMap<>();
        private int asked;
        private boolean away;
        private boolean answersGetLost;
        private String status = "open";
        private @Nullable String denial;

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

    private void look(long ttc, @Nullable String score, StrikeRow... rows) {
        sheet = Sheets.sheet(clock.instant(), ttc, score, rows);
    }

    private EntryDesk desk(String replica) {
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

    private void store(EntrySettings limits) {
        settings.put("BTC", limits, "somebody", "put").await().indefinitely();
    }

    private EntryState.Status tick(EntryDesk desk) {
        var status = desk.tick().orElseThrow().status();
        clock.advance(Duration.ofSeconds(1));
        return status;
    }

    private String id() {
        return trades.known.keySet().iterator().next();
    }

    @Test
    void byItselfItIsOffAndAsksNobody() throws SQLException {
        // Given
        var desk = desk("one");
        sheet = null;

        // When
        var first = tick(desk);
        tick(desk);

        // Then
        assertThat(first).isEqualTo(EntryState.Status.DISABLED);
        assertThat(trades.asked).isZero();
        assertThat(read(DECISIONS)).containsExactly(" skip DISABLED");
        assertThat(read("SELECT count(*) FROM signal.entry_settings")).containsExactly("0");
    }

    @Test
    void whatAllLimitsAllowIsEnteredOnceAndEveryChangeOfMindIsOnRecord() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");

        // When
        tick(desk);
        look(595, "0.1", good(TICKER), row("OTHER", "117750", "80", "85", "20", "-5", "0", "5000", "yes"));
        tick(desk);
        tick(desk);
        clock.advance(Duration.ofSeconds(60));
        look(530, "0.1", good(TICKER));
        tick(desk);

        // Then
        assertThat(trades.known).hasSize(1);
        assertThat(trades.asked).isEqualTo(1);
        assertThat(read(STATUSES)).containsExactly(id() + " accepted ");
        assertThat(read(DECISIONS))
                .containsExactly(
                        TICKER + " enter ",
                        TICKER + " skip ALREADY_ENTERED,COOLDOWN",
                        "OTHER skip PROBABILITY_FAR,DIFFERENTIAL_FAR,PROBABILITY_LOW,DIFFERENTIAL_LOW",
                        TICKER + " skip ALREADY_ENTERED");
        assertThat(read("SELECT status || ' ' || ttc_seconds FROM signal.entry_state"))
                .containsExactly("ACTIVE 530");
    }

    @Test
    void anAnswerThatGotLostIsAskedForAgainUnderTheSameIdAndIsOneTrade() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.answersGetLost = true;
        tick(desk);
        trades.answersGetLost = false;

        // When: another replica goes on, as after a crash
        desk.close();
        look(595, "0.2", row(TICKER, "118000", "98.00", "96", "6", "2.00", "-4.00", "5000", "yes"));
        var other = desk("two");
        tick(other);
        tick(other);

        // Then: what was stored was sent, not what would be asked for now
        assertThat(trades.asked).isEqualTo(2);
        assertThat(trades.known).hasSize(1);
        assertThat(read(STATUSES)).containsExactly(id() + " accepted ");
        assertThat(read(DECISIONS)).contains(TICKER + " skip UNANSWERED,COOLDOWN");
    }

    @Test
    void b31AnIntentNobodyAnsweredCountsAsAPosition() throws SQLException {
        // Given
        store(Sheets.settings(tree -> tree.put("allow_re_entry", true)));
        var desk = desk("one");
        trades.away = true;
        for (int second = 0; second < 12; second++) {
            tick(desk);
        }
        trades.away = false;

        // When
        for (int second = 0; second < 12; second++) {
            tick(desk);
        }
        desk.close();
        tick(desk("two"));

        // Then: it was sent until its price was history, and never again
        assertThat(trades.known).isEmpty();
        assertThat(trades.asked).isEqualTo(10);
        assertThat(read("SELECT status || ' ' || detail FROM signal.entry_intents"))
                .containsExactly("unanswered not answered in time");
        assertThat(read("SELECT count(*) FROM signal.entry_intents")).containsExactly("1");
    }

    @Test
    void b31ATradeThatLivesElsewhereIsRefusedThereAndNotAskedForAgain() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.denial = "POSITION_EXISTS";

        // When
        for (int second = 0; second < 25; second++) {
            tick(desk);
        }

        // Then
        assertThat(trades.asked).isEqualTo(1);
        assertThat(read("SELECT status || ' ' || code || ' ' || detail FROM signal.entry_intents"))
                .containsExactly("denied POSITION_EXISTS no");
    }

    @Test
    void b30AnotherDenialIsAskedForAgainAfterTheCooldown() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.denial = "MARKET_PAUSED";

        // When
        for (int second = 0; second < 25; second++) {
            tick(desk);
        }

        // Then
        assertThat(trades.asked).isEqualTo(3);
        assertThat(read("SELECT count(*) FROM signal.entry_intents WHERE status = 'denied'"))
                .containsExactly("3");
    }

    @Test
    void aTradeThatGotNoContractIsNoEntry() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.status = "pending";
        tick(desk);
        tick(desk);

        // When: the venue had nothing to sell, and after the cooldown it has
        trades.status = "rejected";
        tick(desk);
        trades.status = "open";
        for (int second = 0; second < 25; second++) {
            tick(desk);
        }

        // Then
        assertThat(trades.known).hasSize(2);
        assertThat(trades.asked).isEqualTo(4);
        assertThat(read("SELECT status || ' ' || coalesce(code, '') FROM signal.entry_intents ORDER BY submitted_at"))
                .containsExactly("denied NOT_FILLED", "accepted ");
    }

    @Test
    void aTradeThatStaysUndecidedIsOne() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.status = "unknown";

        // When
        for (int second = 0; second < 15; second++) {
            tick(desk);
        }

        // Then
        assertThat(read("SELECT status FROM signal.entry_intents")).containsExactly("accepted");
        assertThat(trades.known).hasSize(1);
    }

    @Test
    void b32AnAlertOutlivesARestart() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        look(800, "0.5", good(TICKER));
        var spiked = tick(desk);
        desk.close();
        look(700, "0.1", good(TICKER));

        // When
        var other = desk("two");
        var after = tick(other);
        clock.advance(Duration.ofMinutes(15));
        look(600, "0.1", good(TICKER));
        var calm = tick(other);

        // Then
        assertThat(spiked).isEqualTo(EntryState.Status.PAUSED);
        assertThat(after).isEqualTo(EntryState.Status.PAUSED);
        assertThat(calm).isEqualTo(EntryState.Status.ACTIVE);
        assertThat(trades.asked).isEqualTo(1);
    }

    @Test
    void switchedOffInTheSameSecondNothingIsEntered() throws SQLException {
        // Given: it knows that it is on
        store(Sheets.on());
        var desk = desk("one");
        look(1000, "0.1", good(TICKER));
        tick(desk);
        look(600, "0.1", good(TICKER));

        // When
        store(EntrySettings.DEFAULT);
        tick(desk);
        var then = tick(desk);

        // Then
        assertThat(trades.asked).isZero();
        assertThat(read(DECISIONS)).containsExactly(" skip TOO_EARLY", TICKER + " skip OVERTAKEN", " skip DISABLED");
        assertThat(then).isEqualTo(EntryState.Status.DISABLED);
        assertThat(read(STATUSES)).isEmpty();
    }

    @Test
    void aLeaseThatWasLostEntersNothing() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        look(1000, "0.1", good(TICKER));
        tick(desk);
        look(600, "0.1", good(TICKER));

        // When: somebody else took it, and this replica does not know yet
        execute("prescient_signal_owner", "UPDATE job_lease SET token = token + 1 WHERE job = 'entry'");
        tick(desk);

        // Then
        assertThat(trades.asked).isZero();
        assertThat(read(DECISIONS)).contains(TICKER + " skip OVERTAKEN");
    }

    @Test
    void oneReplicaLooks() {
        // Given
        var one = desk("one");
        var two = desk("two");

        // When
        boolean first = one.tick().isPresent();
        boolean besides = two.tick().isPresent();
        one.close();
        boolean after = two.tick().isPresent();

        // Then
        assertThat(first).isTrue();
        assertThat(besides).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void withoutAStrikeTableNothingIsEnteredAndThatIsSaid() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        sheet = null;

        // When
        var status = tick(desk);

        // Then
        assertThat(status).isEqualTo(EntryState.Status.INACTIVE);
        assertThat(read(DECISIONS)).containsExactly(" skip NO_STRIKE_TABLE");
        assertThat(trades.asked).isZero();
    }

    @Test
    void whatIsOldIsForgottenButNoOpenIntent() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        tick(desk);
        tick(desk);
        execute(
                "prescient_signal_owner",
                "INSERT INTO entry_intents (trade_id, symbol, ticker, side, request, closes_at, submitted_at)"
                        + " SELECT 'x', symbol, 'X', side, request, closes_at, submitted_at FROM entry_intents");

        // When
        int forgotten = table.forget(clock.instant().plus(Duration.ofDays(91)), Duration.ofDays(90))
                .await()
                .indefinitely();

        // Then
        assertThat(forgotten).isEqualTo(3);
        assertThat(read(STATUSES)).containsExactly("x open ");
    }
}
