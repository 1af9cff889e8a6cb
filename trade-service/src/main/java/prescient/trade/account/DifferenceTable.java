package prescient.trade.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.trade.account.SyncReport.Difference;
import prescient.trade.venue.Side;

/** What positions are made of, what the venue says they are, and where both differ. */
@ApplicationScoped
class DifferenceTable {

    private final Pool pool;
    private final ObjectMapper json;

    DifferenceTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * A fill of a market that is not settled.
     *
     * @param price dollars a contract of the side acquired
     * @param fee dollars; null where nobody told it
     */
    record OpenFill(
            String fillId,
            String ticker,
            Side side,
            BigDecimal count,
            BigDecimal price,
            @Nullable BigDecimal fee,
            Instant filledAt) {}

    /** A position as told; null where the payload left a figure out. */
    record Told(
            String ticker,
            @Nullable BigDecimal position,
            @Nullable BigDecimal exposure,
            @Nullable BigDecimal traded,
            @Nullable BigDecimal realizedPnl,
            @Nullable BigDecimal fees) {}

    /** A figure that differs. */
    @RegisterForReflection
    record Figure(String ticker, String field, BigDecimal derived, BigDecimal reported) {}

    /**
     * In the order in which they happened. Before 2026 the venue told fees with the order, not with the fill: its first
     * fill has them all.
     */
    Uni<List<OpenFill>> openFills(String environment) {
        return pool.preparedQuery("""
                        SELECT fill_id, ticker, side, count, filled_at,
                            CASE side WHEN 'YES' THEN yes_price ELSE no_price END AS price,
                            coalesce(fee, CASE WHEN EXISTS (SELECT FROM account_fills e
                                    WHERE e.environment = f.environment AND e.order_id = f.order_id
                                        AND e.fill_id < f.fill_id) THEN 0
                                ELSE (SELECT o.taker_fees + coalesce(o.maker_fees, 0) FROM account_orders o
                                    WHERE o.environment = f.environment AND o.order_id = f.order_id) END) AS fee
                        FROM account_fills f
                        WHERE environment = $1 AND ticker IS NOT NULL AND side IS NOT NULL AND count IS NOT NULL
                            AND yes_price IS NOT NULL AND no_price IS NOT NULL AND filled_at IS NOT NULL
                            AND NOT EXISTS (SELECT FROM account_settlements s
                                WHERE s.environment = f.environment AND s.ticker = f.ticker)
                        ORDER BY filled_at, fill_id
                        """)
                .execute(Tuple.of(environment))
                .map(rows -> stream(rows)
                        .map(row -> new OpenFill(
                                row.getString("fill_id"),
                                row.getString("ticker"),
                                Side.valueOf(row.getString("side")),
                                row.getBigDecimal("count"),
                                row.getBigDecimal("price"),
                                row.getBigDecimal("fee"),
                                row.getOffsetDateTime("filled_at").toInstant()))
                        .toList());
    }

    /** The positions the venue told last. */
    Uni<List<Told>> told(String environment) {
        return pool.preparedQuery("SELECT * FROM account_positions WHERE environment = $1 AND gone_at IS NULL")
                .execute(Tuple.of(environment))
                .map(rows -> stream(rows)
                        .map(row -> new Told(
                                row.getString("ticker"),
                                row.getBigDecimal("position"),
                                row.getBigDecimal("market_exposure"),
                                row.getBigDecimal("total_traded"),
                                row.getBigDecimal("realized_pnl"),
                                row.getBigDecimal("fees_paid")))
                        .toList());
    }

    /** These differ now, and no others; one that differed before keeps since when. */
    Uni<List<Difference>> replace(String environment, List<Figure> figures, Instant at) {
        return pool.preparedQuery("""
                        WITH now AS (
                            SELECT * FROM jsonb_to_recordset($2::text::jsonb) AS d (ticker text, field text,
                                derived numeric, reported numeric)
                        ), over AS (
                            DELETE FROM account_differences d
                            WHERE environment = $1 AND NOT EXISTS (SELECT FROM now
                                WHERE now.ticker = d.ticker AND now.field = d.field)
                        )
                        INSERT INTO account_differences AS t (environment, ticker, field, derived, reported,
                            first_seen_at, seen_at)
                        SELECT $1, ticker, field, derived, reported, $3, $3 FROM now
                        ON CONFLICT (environment, ticker, field) DO UPDATE SET derived = EXCLUDED.derived,
                            reported = EXCLUDED.reported, seen_at = EXCLUDED.seen_at
                        RETURNING ticker, field, derived, reported, first_seen_at
                        """)
                .execute(Tuple.of(environment, text(figures), at.atOffset(ZoneOffset.UTC)))
                .map(rows -> stream(rows)
                        .map(row -> new Difference(
                                row.getString("ticker"),
                                row.getString("field"),
                                row.getBigDecimal("derived"),
                                row.getBigDecimal("reported"),
                                row.getOffsetDateTime("first_seen_at").toInstant()))
                        .toList());
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private String text(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }
}
