package prescient.portfolio.portfolio;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A portfolio with its open positions, read in one round trip and written as JSON by the database. */
@ApplicationScoped
class PaperPortfolioTable {

    /** Without an id: the active portfolio with the lowest one. */
    private static final String READ = """
            SELECT s.id, json_build_object(
                'message', 'Current portfolio retrieved',
                'portfolio_id', s.id,
                'portfolio', json_build_object(
                    'balance', dollars(s.balance),
                    'positions', coalesce(o.positions, '[]'::json),
                    'total_invested', dollars(s.total_invested),
                    'total_profit_loss', dollars(s.total_profit_loss),
                    'trade_count', s.trade_count,
                    'created_at', utc(s.created_at),
                    'last_updated', utc(s.last_updated),
                    'last_price_update', utc(s.last_price_update)),
                'summary', json_build_object(
                    'total_value', dollars(s.balance + s.positions_cost + s.unrealized_pnl),
                    'open_positions', s.open_positions,
                    'total_invested', dollars(s.total_invested),
                    'unrealized_pnl', dollars(s.unrealized_pnl),
                    'realized_pnl', dollars(s.realized_pnl),
                    'positions_cost', dollars(s.positions_cost),
                    'positions_value', dollars(s.positions_cost + s.unrealized_pnl),
                    'reserved', dollars(s.reserved),
                    'available', dollars(s.balance - s.reserved)),
                'timestamp', utc($2))::text
            FROM portfolio_state s
            CROSS JOIN LATERAL (
                SELECT json_agg(json_build_object(
                    'trade_id', p.trade_id, 'market_id', p.market_id, 'market_question', p.market_question,
                    'action', p.action, 'amount', dollars(p.amount), 'entry_price', trim_scale(p.entry_price),
                    'entry_timestamp', utc(p.entry_timestamp), 'status', p.status,
                    'current_pnl', dollars(p.current_pnl), 'realized_pnl', dollars(p.realized_pnl),
                    'exit_price', p.exit_price, 'exit_timestamp', utc(p.exit_timestamp),
                    'shares', trim_scale(p.shares), 'cost', dollars(p.cost), 'fees', dollars(p.fees),
                    'last_price', trim_scale(p.last_price), 'last_price_at', utc(p.last_price_at))) AS positions
                FROM (SELECT * FROM portfolio_positions
                      WHERE portfolio_id = s.id AND status = 'open'
                      ORDER BY entry_timestamp DESC, id DESC LIMIT $3) p) o
            WHERE s.id = coalesce($1, (SELECT min(portfolio_id) FROM portfolios WHERE status = 'active'))
            """;

    private static final String HELD = """
            SELECT trade_id, entry_price::float8, last_price::float8, amount::float8
            FROM portfolio_positions WHERE portfolio_id = $1 AND status = 'open' ORDER BY id
            """;

    private final Pool pool;
    private final InstantSource clock;

    PaperPortfolioTable(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** @param json the whole answer */
    record Document(int portfolioId, String json) {}

    /** An open position for the old formulas. */
    record Held(String tradeId, LegacyFigures.Held figures) {}

    /** Empty if there is no such portfolio. Nothing is changed by reading. */
    Uni<Optional<Document>> read(@Nullable Integer portfolioId, int positions) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(portfolioId, clock.instant().atOffset(ZoneOffset.UTC), positions))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(document(rows.iterator().next()))
                        : Optional.empty());
    }

    /** All open positions in the order they were booked. */
    Uni<List<Held>> held(int portfolioId) {
        return pool.preparedQuery(HELD)
                .execute(Tuple.of(portfolioId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Held(
                                row.getString(0),
                                new LegacyFigures.Held(row.getDouble(1), row.getDouble(2), row.getDouble(3))))
                        .toList());
    }

    private static Document document(Row row) {
        return new Document(row.getInteger(0), row.getString(1));
    }
}
