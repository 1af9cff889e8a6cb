package prescient.trade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.simulation.Outcome.CashKind;
import prescient.trade.venue.Page;
import prescient.trade.venue.Side;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueSettlement;
import prescient.trade.venue.VenueSettlement.Result;

/** What the exchange tells: fills and settlements by cursor, the account with its proof, and how true its times are. */
@ApplicationScoped
class ReportTable {

    // A balance is right when each step is the one before and the step's amount, and each amount is what the rule says.
    private static final String BALANCE = """
            SELECT s.balance, (SELECT count(*) FROM simulation_cash) AS steps,
                (SELECT count(*) FROM (
                    SELECT balance - sum(amount) OVER (ORDER BY cash_seq) AS off FROM simulation_cash
                ) c WHERE off <> 0) AS broken_steps,
                (SELECT count(*) FROM simulation_fills f
                    LEFT JOIN simulation_cash b ON b.kind = 'BOUGHT' AND b.ref = f.fill_id
                    LEFT JOIN simulation_cash n ON n.kind = 'NETTED' AND n.ref = f.fill_id
                    WHERE b.amount IS DISTINCT FROM -round(f.count * f.price, 6) - f.fee
                        OR coalesce(n.amount, 0) <> f.pairs) AS broken_fills,
                (SELECT count(*) FROM (
                    SELECT DISTINCT ON (ticker) ticker, revenue FROM simulation_settlements
                    ORDER BY ticker, settlement_seq DESC
                ) d WHERE revenue <> (SELECT coalesce(sum(amount), 0) FROM simulation_cash c
                    WHERE c.ticker = d.ticker AND c.kind IN ('SETTLED', 'CORRECTED'))) AS broken_settlements,
                (SELECT count(*) FROM simulation_positions p
                    WHERE (p.yes, p.no, least(p.yes, p.no)) IS DISTINCT FROM (SELECT ROW(
                        coalesce(sum(count) FILTER (WHERE side = 'YES'), 0),
                        coalesce(sum(count) FILTER (WHERE side = 'NO'), 0), coalesce(sum(pairs), 0))
                        FROM simulation_fills f WHERE f.ticker = p.ticker)) AS broken_positions
            FROM simulation_state s
            """;

    private static final String LATENCY = """
            WITH happened AS (
                (SELECT profile, extract(epoch FROM due_at - received_at) * 1000 AS drawn,
                    extract(epoch FROM done_at - received_at) * 1000 AS realised
                FROM simulation_orders WHERE done_at IS NOT NULL
                ORDER BY done_at DESC LIMIT $1)
                UNION ALL
                (SELECT 'SETTLEMENT', extract(epoch FROM due_at - drawn_from) * 1000,
                    extract(epoch FROM settled_at - drawn_from) * 1000
                FROM simulation_settlements WHERE drawn_from IS NOT NULL
                ORDER BY settlement_seq DESC LIMIT $1)
            )
            SELECT profile, count(*) AS events, count(*) FILTER (WHERE abs(realised - drawn) <= 100) AS within,
                percentile_cont($2::double precision[]) WITHIN GROUP (ORDER BY drawn) AS drawn,
                percentile_cont($2::double precision[]) WITHIN GROUP (ORDER BY realised) AS realised
            FROM happened GROUP BY profile ORDER BY profile
            """;

    private final Pool pool;
    private final ObjectMapper json;

    ReportTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * The account.
     *
     * @param steps movements so far
     * @param byKind their sums, in dollars
     * @param broken what does not agree with the rules, by what it is; zeros when the mirror is right
     */
    record Balance(
            Money balance, long steps, Map<CashKind, Money> byKind, boolean balanced, Map<String, Long> broken) {}

    /**
     * The latest events of a profile, in milliseconds.
     *
     * @param within events realised within 100 ms of their drawn time
     * @param drawn at the quantiles asked for
     */
    record Latency(LatencyProfile profile, long events, long within, List<Double> drawn, List<Double> realised) {}

    /** A fill with why it is as it is. */
    record ExplainedFill(
            String fillId,
            Side side,
            Quantity count,
            Price price,
            Money fee,
            Quantity pairs,
            String liquidity,
            Instant filledAt,
            JsonNode evidence) {}

    Uni<Page<VenueFill>> fills(long after, int limit) {
        return pool.preparedQuery("SELECT * FROM simulation_fills WHERE fill_seq > $1 ORDER BY fill_seq LIMIT $2")
                .execute(Tuple.of(after, limit))
                .map(rows -> page(rows, after, "fill_seq", ReportTable::fill));
    }

    Uni<Page<VenueSettlement>> settlements(long after, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM simulation_settlements WHERE settlement_seq > $1
                        ORDER BY settlement_seq LIMIT $2
                        """)
                .execute(Tuple.of(after, limit))
                .map(rows -> page(rows, after, "settlement_seq", ReportTable::settlement));
    }

    Uni<List<ExplainedFill>> fillsOf(String clientOrderId) {
        return pool.preparedQuery("""
                        SELECT *, evidence::text AS why FROM simulation_fills WHERE client_order_id = $1
                        ORDER BY fill_seq
                        """)
                .execute(Tuple.of(clientOrderId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::explained)
                        .toList());
    }

    /** The account's cash alone. */
    Uni<Money> cash() {
        return pool.preparedQuery("SELECT balance FROM simulation_state")
                .execute()
                .map(rows -> new Money(rows.iterator().next().getBigDecimal("balance")));
    }

    /** The account, proven; reads all its movements. */
    Uni<Balance> balance() {
        return pool.query(BALANCE)
                .execute()
                .chain(account -> pool.query(
                                "SELECT kind, sum(amount) AS amount FROM simulation_cash GROUP BY kind ORDER BY kind")
                        .execute()
                        .map(kinds -> balance(account.iterator().next(), kinds)));
    }

    /** @param latest how many of each kind are looked at, the latest */
    Uni<List<Latency>> latencies(int latest, List<Double> quantiles) {
        return pool.preparedQuery(LATENCY)
                .execute(Tuple.of(latest, quantiles.toArray(Double[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Latency(
                                LatencyProfile.valueOf(row.getString("profile")),
                                row.getLong("events"),
                                row.getLong("within"),
                                Arrays.asList(row.getArrayOfDoubles("drawn")),
                                Arrays.asList(row.getArrayOfDoubles("realised"))))
                        .toList());
    }

    private static Balance balance(Row row, RowSet<Row> kinds) {
        var byKind = StreamSupport.stream(kinds.spliterator(), false)
                .collect(Collectors.toMap(
                        kind -> CashKind.valueOf(kind.getString("kind")),
                        kind -> new Money(kind.getBigDecimal("amount"))));
        var broken = Map.of(
                "steps", row.getLong("broken_steps"),
                "fills", row.getLong("broken_fills"),
                "settlements", row.getLong("broken_settlements"),
                "positions", row.getLong("broken_positions"));
        return new Balance(
                new Money(row.getBigDecimal("balance")),
                row.getLong("steps"),
                byKind,
                broken.values().stream().allMatch(count -> count == 0),
                broken);
    }

    private static <T> Page<T> page(RowSet<Row> rows, long after, String seq, Function<Row, T> item) {
        var items = new java.util.ArrayList<T>();
        long last = after;
        for (var row : rows) {
            items.add(item.apply(row));
            last = row.getLong(seq);
        }
        @Nullable String cursor = last == 0 ? null : String.valueOf(last);
        return new Page<>(items, cursor);
    }

    private static VenueFill fill(Row row) {
        return new VenueFill(
                row.getString("fill_id"),
                row.getString("client_order_id"),
                row.getString("ticker"),
                Side.valueOf(row.getString("side")),
                new Quantity(row.getBigDecimal("count")),
                new Price(row.getBigDecimal("price")),
                new Money(row.getBigDecimal("fee")),
                row.getOffsetDateTime("filled_at").toInstant());
    }

    private static VenueSettlement settlement(Row row) {
        return new VenueSettlement(
                row.getString("ticker"),
                Result.valueOf(row.getString("result")),
                row.getOffsetDateTime("settled_at").toInstant());
    }

    private ExplainedFill explained(Row row) {
        return new ExplainedFill(
                row.getString("fill_id"),
                Side.valueOf(row.getString("side")),
                new Quantity(row.getBigDecimal("count")),
                new Price(row.getBigDecimal("price")),
                new Money(row.getBigDecimal("fee")),
                new Quantity(row.getBigDecimal("pairs")),
                row.getString("liquidity"),
                row.getOffsetDateTime("filled_at").toInstant(),
                tree(row.getString("why")));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored evidence cannot be read: " + text, broken);
        }
    }
}
