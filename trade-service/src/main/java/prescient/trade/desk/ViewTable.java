package prescient.trade.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.trade.desk.TradeView.FillView;
import prescient.trade.desk.TradeView.OrderView;

/** Trades of the desk for those who want to know; imported ones are among them. */
@ApplicationScoped
class ViewTable {

    private final Pool pool;
    private final ObjectMapper json;

    ViewTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * Trades, newest first.
     *
     * @param status null for all
     * @param since only trades that ended, or if they have not, were asked for, at this instant or later; null for all
     * @param before only trades with a smaller id; null from the newest on
     */
    Uni<List<TradeView>> list(@Nullable String status, @Nullable Instant since, @Nullable Long before, int limit) {
        return pool.preparedQuery("""
            SELECT to_jsonb(t)::text AS row FROM desk_trades t
            WHERE ($1::text IS NULL OR status = $1) AND ($3::bigint IS NULL OR id < $3)
                AND ($2::timestamptz IS NULL OR coalesce(ended_at, requested_at) >= $2)
            ORDER BY id DESC LIMIT $4
            """)
                .execute(Tuple.of(status, since == null ? null : since.atOffset(ZoneOffset.UTC), before, limit))
                .map(rows -> all(rows, TradeView.class));
    }

    Uni<Optional<TradeView>> find(String tradeId) {
        return pool.preparedQuery("SELECT to_jsonb(t)::text AS row FROM desk_trades t WHERE trade_id = $1")
                .execute(Tuple.of(tradeId))
                .map(rows -> all(rows, TradeView.class).stream().findFirst());
    }

    Uni<List<OrderView>> orders(String tradeId) {
        return pool.preparedQuery(
                        "SELECT to_jsonb(o)::text AS row FROM desk_orders o WHERE trade_id = $1 ORDER BY number")
                .execute(Tuple.of(tradeId))
                .map(rows -> all(rows, OrderView.class));
    }

    Uni<List<FillView>> fills(String tradeId) {
        return pool.preparedQuery("""
            SELECT to_jsonb(f)::text AS row FROM desk_fills f WHERE trade_id = $1
            ORDER BY filled_at, fill_id
            """).execute(Tuple.of(tradeId)).map(rows -> all(rows, FillView.class));
    }

    private <T> List<T> all(RowSet<Row> rows, Class<T> type) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> parsed(row.getString("row"), type))
                .toList();
    }

    private <T> T parsed(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored row cannot be read", impossible);
        }
    }
}
