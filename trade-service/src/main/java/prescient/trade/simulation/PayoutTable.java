package prescient.trade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.trade.venue.VenueSettlement.Result;

/** Markets that ended, and what they pay. */
@ApplicationScoped
class PayoutTable {

    private static final String READ = """
            SELECT s.version, s.cash_seq, s.settlement_seq, s.balance, t.ticker, m.close_time, m.due_at,
                coalesce(p.yes, 0) AS yes, coalesce(p.no, 0) AS no, l.result, l.revenue
            FROM simulation_state s CROSS JOIN unnest($1::text[]) AS t (ticker)
            LEFT JOIN simulation_markets m USING (ticker)
            LEFT JOIN simulation_positions p USING (ticker)
            LEFT JOIN LATERAL (
                SELECT result, revenue FROM simulation_settlements d WHERE d.ticker = t.ticker
                ORDER BY settlement_seq DESC LIMIT 1
            ) l ON true
            """;

    private static final String WRITE = """
            WITH moved AS (
                UPDATE simulation_state SET version = version + 1, cash_seq = $2, settlement_seq = $3, balance = $4
                WHERE version = $1
                RETURNING 1
            ), settled AS (
                INSERT INTO simulation_settlements
                SELECT p.* FROM jsonb_populate_recordset(NULL::simulation_settlements, $5::text::jsonb) p
                WHERE EXISTS (SELECT FROM moved)
                RETURNING ticker
            ), paid AS (
                INSERT INTO simulation_cash
                SELECT c.* FROM jsonb_populate_recordset(NULL::simulation_cash, $6::text::jsonb) c
                WHERE EXISTS (SELECT FROM moved)
            ), closed AS (
                UPDATE simulation_markets m SET settled = true FROM settled s WHERE m.ticker = s.ticker
            )
            SELECT count(*) AS moved FROM moved
            """;

    private final Pool pool;
    private final ObjectMapper json;

    PayoutTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** The exchange as it was read, and the markets of it. */
    record Markets(long version, long cashSeq, long settlementSeq, Money balance, List<Market> markets) {}

    /**
     * A market.
     *
     * @param closeTime null when nothing was bought, or the book did not say
     * @param dueAt when its settlement is due, null likewise
     * @param yes all YES ever bought
     * @param result how it was decided last, null before
     * @param revenue what that paid in all, null before
     */
    record Market(
            String ticker,
            @Nullable Instant closeTime,
            @Nullable Instant dueAt,
            Quantity yes,
            Quantity no,
            @Nullable Result result,
            @Nullable Money revenue) {}

    /** A row of {@code simulation_settlements}. */
    record SettlementRow(
            long settlementSeq,
            String ticker,
            Result result,
            Money revenue,
            @Nullable Instant drawnFrom,
            @Nullable Instant dueAt,
            Instant settledAt,
            Map<String, Object> evidence) {}

    Uni<Markets> read(List<String> tickers) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(tickers.toArray(String[]::new)))
                .map(rows -> {
                    var first = rows.iterator().next();
                    return new Markets(
                            first.getLong("version"),
                            first.getLong("cash_seq"),
                            first.getLong("settlement_seq"),
                            new Money(first.getBigDecimal("balance")),
                            StreamSupport.stream(rows.spliterator(), false)
                                    .map(PayoutTable::market)
                                    .collect(Collectors.toList()));
                });
    }

    /** Writes all, or nothing when the state has moved since {@code version}: false. */
    Uni<Boolean> write(
            long version,
            long cashSeq,
            long settlementSeq,
            Money balance,
            List<SettlementRow> settlements,
            List<Outcome.CashRow> cash) {
        return pool.preparedQuery(WRITE)
                .execute(Tuple.of(version, cashSeq, settlementSeq, balance.amount(), text(settlements), text(cash)))
                .map(rows -> rows.iterator().next().getLong("moved") == 1);
    }

    private static Market market(Row row) {
        var closeTime = row.getOffsetDateTime("close_time");
        var dueAt = row.getOffsetDateTime("due_at");
        var result = row.getString("result");
        var revenue = row.getBigDecimal("revenue");
        return new Market(
                row.getString("ticker"),
                closeTime == null ? null : closeTime.toInstant(),
                dueAt == null ? null : dueAt.toInstant(),
                new Quantity(row.getBigDecimal("yes")),
                new Quantity(row.getBigDecimal("no")),
                result == null ? null : Result.valueOf(result),
                revenue == null ? null : new Money(revenue));
    }

    private String text(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }
}
