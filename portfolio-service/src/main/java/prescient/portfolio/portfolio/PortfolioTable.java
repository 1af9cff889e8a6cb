package prescient.portfolio.portfolio;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/** The tables {@code portfolios} and {@code portfolio_state}. */
@ApplicationScoped
class PortfolioTable {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String SELECT = """
            SELECT p.portfolio_id, p.name, p.description, p.strategy_type, p.initial_balance, p.strategy_config::text,
                p.status, p.created_at, s.balance, s.reserved, s.total_invested, s.total_profit_loss, s.realized_pnl,
                s.unrealized_pnl, s.open_positions, s.trade_count, s.last_updated
            FROM portfolios p JOIN portfolio_state s ON s.id = p.portfolio_id
            """;

    /** The portfolio, its state and the ledger transaction that gives it its cash; no row if the name is taken. */
    private static final String CREATE = """
            WITH made AS (
                INSERT INTO portfolios (name, description, strategy_type, initial_balance, strategy_config, created_at)
                VALUES ($1, $2, $3, $4::text::numeric, $5::text::jsonb, $6)
                ON CONFLICT (name) DO NOTHING
                RETURNING portfolio_id, initial_balance
            ), state AS (
                INSERT INTO portfolio_state (id, balance, total_invested, trade_count, created_at, last_updated)
                SELECT portfolio_id, initial_balance, 0.00, 0, $6, $6 FROM made
            ), capital AS (
                INSERT INTO ledger_transactions (transaction_id, portfolio_id, kind, content_hash, cash_change, at)
                SELECT 'capital:' || portfolio_id, portfolio_id, 'capital', 'opening', initial_balance, $6
                FROM made WHERE initial_balance > 0
            ), entries AS (
                INSERT INTO ledger_entries (transaction_id, portfolio_id, account, amount)
                SELECT 'capital:' || m.portfolio_id, m.portfolio_id, e.account, e.amount
                FROM made m
                CROSS JOIN LATERAL (VALUES ('capital', -m.initial_balance), ('cash', m.initial_balance))
                    e (account, amount)
                WHERE m.initial_balance > 0
            )
            SELECT portfolio_id FROM made
            """;

    private static final String SAME = SELECT + """
            WHERE p.name = $1 AND p.description = $2 AND p.strategy_type = $3 AND p.initial_balance = $4::text::numeric
                AND p.strategy_config = $5::text::jsonb
            """;

    private static final String LIST = SELECT + """
            WHERE p.portfolio_id > $1 AND ($2::text IS NULL OR p.status = $2) ORDER BY p.portfolio_id LIMIT $3
            """;

    private static final String CHANGE = """
            UPDATE portfolios SET name = coalesce($2, name), description = coalesce($3, description),
                strategy_type = coalesce($4, strategy_type), status = coalesce($5, status),
                strategy_config = coalesce($6::text::jsonb, strategy_config)
            WHERE portfolio_id = $1
            """;

    /** Sets a status unless the portfolio is archived; answers the status before. */
    private static final String SET_STATUS = """
            WITH before AS (SELECT portfolio_id, name, status FROM portfolios WHERE portfolio_id = $1 FOR UPDATE)
            UPDATE portfolios p SET status = CASE b.status WHEN 'archived' THEN p.status ELSE $2 END
            FROM before b WHERE p.portfolio_id = b.portfolio_id
            RETURNING b.name, b.status
            """;

    private final Pool pool;
    private final InstantSource clock;

    PortfolioTable(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * A portfolio before its status was set.
     *
     * @param name of the portfolio
     * @param status before the change
     */
    record Before(String name, Portfolio.Status status) {}

    /** Empty if there is none. */
    Uni<Optional<Portfolio>> find(int portfolioId) {
        return pool.preparedQuery(SELECT + "WHERE p.portfolio_id = $1")
                .execute(Tuple.of(portfolioId))
                .map(PortfolioTable::first);
    }

    /** Portfolios behind {@code afterId} by id. */
    Uni<List<Portfolio>> list(long afterId, Portfolio.@Nullable Status status, int limit) {
        var word = status == null ? null : status.word();
        return pool.preparedQuery(LIST)
                .execute(Tuple.of((int) Math.min(afterId, Integer.MAX_VALUE), word, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PortfolioTable::from)
                        .toList());
    }

    /** The portfolio's id, or empty if the name is taken. */
    Uni<Optional<Integer>> create(Portfolio.Creation creation) {
        return pool.preparedQuery(CREATE)
                .execute(content(creation).addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(rows.iterator().next().getInteger(0))
                        : Optional.empty());
    }

    /** The portfolio that was created with just this content, empty if there is none. */
    Uni<Optional<Portfolio>> same(Portfolio.Creation creation) {
        return pool.preparedQuery(SAME).execute(content(creation)).map(PortfolioTable::first);
    }

    /** False if there is no such portfolio. */
    Uni<Boolean> change(int portfolioId, Portfolio.Change change) {
        var status = change.status() == null ? null : change.status().word();
        return pool.preparedQuery(CHANGE)
                .execute(Tuple.of(portfolioId, change.name(), change.description(), change.strategyType(), status)
                        .addString(change.strategyConfig()))
                .map(rows -> rows.rowCount() == 1)
                .onFailure(failure -> failure instanceof PgException sql && UNIQUE_VIOLATION.equals(sql.getSqlState()))
                .transform(failure -> PortfolioProblem.NAME_TAKEN.with("name " + change.name()));
    }

    /** Sets the status unless the portfolio is archived; empty if there is no such portfolio. */
    Uni<Optional<Before>> setStatus(int portfolioId, Portfolio.Status status) {
        return pool.preparedQuery(SET_STATUS)
                .execute(Tuple.of(portfolioId, status.word()))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(before(rows.iterator().next()))
                        : Optional.empty());
    }

    private static Before before(Row row) {
        return new Before(row.getString(0), status(row.getString(1)));
    }

    private static Tuple content(Portfolio.Creation creation) {
        return Tuple.of(
                creation.name(),
                creation.description(),
                creation.strategyType(),
                creation.initialBalance().toString(),
                creation.configText());
    }

    private static Optional<Portfolio> first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(from(row.next())) : Optional.empty();
    }

    private static Portfolio.Status status(String word) {
        return Portfolio.Status.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Portfolio from(Row row) {
        return new Portfolio(
                row.getInteger("portfolio_id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("strategy_type"),
                money(row, "initial_balance"),
                money(row, "balance"),
                money(row, "reserved"),
                money(row, "total_invested"),
                money(row, "total_profit_loss"),
                money(row, "realized_pnl"),
                money(row, "unrealized_pnl"),
                row.getInteger("open_positions"),
                row.getInteger("trade_count"),
                status(row.getString("status")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("last_updated").toInstant(),
                row.getString("strategy_config"));
    }

    private static Money money(Row row, String column) {
        return new Money(row.getBigDecimal(column));
    }
}
