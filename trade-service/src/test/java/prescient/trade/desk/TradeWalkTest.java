package prescient.trade.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.testing.StrictLog;
import prescient.trade.venue.Side;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueSettlement;

/**
 * Whatever happens to trades, in whatever order and cut off anywhere: only legal moves, each fill applied once, books
 * that add up to what the venue paid and took, and an end. {@code -Dprescient.seed} repeats a walk, {@code
 * -Dprescient.steps} makes it longer.
 */
class TradeWalkTest {

    private static final int STEPS = Integer.getInteger("prescient.steps", 120);
    private static final int LONGEST_CHAIN = 4;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    static List<Long> seeds() {
        var given = Long.getLong("prescient.seed");
        return given == null ? List.of(1L, 2L, 3L) : List.of(given);
    }

    @BeforeEach
    void rememberMoves() throws SQLException {
        DeskRig.pool();
        sql("""
            CREATE TABLE IF NOT EXISTS trade.walk (n bigint GENERATED ALWAYS AS IDENTITY, trade_id text, was text, is_now text);
            GRANT ALL ON trade.walk TO prescient_trade;
            TRUNCATE trade.walk;
            CREATE OR REPLACE FUNCTION trade.walked() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO trade.walk (trade_id, was, is_now) VALUES (NEW.trade_id, OLD.status, NEW.status);
                RETURN NULL;
            END $$;
            CREATE OR REPLACE TRIGGER walked AFTER UPDATE OF status ON trade.desk_trades
                FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION trade.walked();
            """);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyWalkIsLegalAndEnds(long seed) throws SQLException {
        // Given
        log.expect("which no trade has sent");
        System.out.println("trade walk with -Dprescient.seed=" + seed);
        var walk = new TradeWalk(seed);

        // When
        walk.walk(STEPS);

        // Then
        assertThat(walk.crashes).as("crashes").isPositive();
        assertThat(walk.trades).as("trades").hasSizeGreaterThan(10);
        assertMovesAreLegal();
        assertThat(rows("SELECT trade_id || ' ' || status FROM trade.desk_trades"
                        + " WHERE status NOT IN ('closed', 'settled', 'rejected')"))
                .as("unfinished")
                .isEmpty();
        assertThat(rows("SELECT sequence || ' ' || kind || ' ' || coalesce(error, '') FROM trade.desk_messages"
                        + " WHERE handled_at IS NULL"))
                .as("unhandled")
                .isEmpty();
        assertThat(rows("SELECT client_order_id FROM trade.desk_orders WHERE status NOT IN ('done', 'rejected')"))
                .as("living orders")
                .isEmpty();
        assertEachFillIsAppliedOnce(walk);
        assertMessagesCameInOrder(walk);
        assertBooksAreTheVenues(walk);
    }

    private static void assertMovesAreLegal() throws SQLException {
        var legal = LegalMoves.of(TradeState.class);
        for (var row : rows("SELECT was || ' ' || is_now FROM trade.walk ORDER BY n")) {
            var ends = row.split(" ", -1);
            assertThat(LegalMoves.reachable(legal, ends[0], LONGEST_CHAIN))
                    .as(row)
                    .contains(ends[1]);
        }
    }

    private static void assertEachFillIsAppliedOnce(TradeWalk walk) throws SQLException {
        var known = rows("SELECT fill_id FROM trade.desk_fills");
        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(
                        walk.rig.venue.fills.stream().map(VenueFill::fillId).toList());
        Map<String, BigDecimal> counts = new HashMap<>();
        for (var fill : walk.rig.venue.fills) {
            counts.merge(fill.clientOrderId(), fill.count().shares(), BigDecimal::add);
        }
        for (var id : walk.trades) {
            for (var order : walk.rig.orders(id)) {
                assertThat(order.filled())
                        .as(order.clientOrderId())
                        .isEqualByComparingTo(counts.getOrDefault(order.clientOrderId(), BigDecimal.ZERO));
            }
        }
        assertThat(rows("""
            SELECT t.trade_id FROM trade.desk_trades t
            JOIN LATERAL (SELECT sum(filled) FILTER (WHERE purpose = 'open') AS opened,
                sum(filled) FILTER (WHERE purpose = 'close') AS closed
                FROM trade.desk_orders o WHERE o.trade_id = t.trade_id) o ON true
            WHERE opened_count <> coalesce(o.opened, 0) OR closed_count <> coalesce(o.closed, 0)
            """)).as("holdings that are not the orders'").isEmpty();
    }

    private static void assertMessagesCameInOrder(TradeWalk walk) {
        Map<String, Long> last = new HashMap<>();
        for (var message : walk.rig.supervisor.heard) {
            var before = last.put(message.tradeId(), message.sequence());
            assertThat(before == null || before < message.sequence())
                    .as("message %d of %s", message.sequence(), message.tradeId())
                    .isTrue();
        }
    }

    /**
     * The venue's cash, by its own rules and without trades: what fills cost, and a dollar for each contract of the side
     * that won (half a dollar for each where the market is void). Pairs are in it, since a pair holds one winner.
     */
    private static void assertBooksAreTheVenues(TradeWalk walk) throws SQLException {
        assertThat(DeskRig.got(walk.rig.ledger.check())).isEqualTo(new LedgerTable.Check(0, 0, 0));
        Map<String, VenueSettlement.Result> results = new HashMap<>();
        walk.rig.venue.settlements.forEach(settled -> results.put(settled.ticker(), settled.result()));
        var cash = BigDecimal.ZERO;
        for (var fill : walk.rig.venue.fills) {
            if (fill.clientOrderId().equals("nobody")) {
                continue;
            }
            var count = fill.count().shares();
            cash = cash.subtract(fill.count().valueAt(fill.price()).amount())
                    .subtract(fill.fee().amount())
                    .add(count.multiply(worth(fill.side(), results.get(fill.ticker()))));
        }
        var booked = rows("SELECT coalesce(sum(amount), 0)::text FROM trade.desk_ledger_entries"
                        + " WHERE ledger_account = 'cash'")
                .getFirst();
        assertThat(new BigDecimal(booked)).as("cash").isEqualByComparingTo(cash);
    }

    private static BigDecimal worth(Side side, VenueSettlement.Result result) {
        return switch (result) {
            case YES -> side == Side.YES ? BigDecimal.ONE : BigDecimal.ZERO;
            case NO -> side == Side.NO ? BigDecimal.ONE : BigDecimal.ZERO;
            case VOID -> new BigDecimal("0.5");
        };
    }

    private static List<String> rows(String query) throws SQLException {
        try (var connection = DeskRig.superuser();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }

    private static void sql(String text) throws SQLException {
        try (var connection = DeskRig.superuser();
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
