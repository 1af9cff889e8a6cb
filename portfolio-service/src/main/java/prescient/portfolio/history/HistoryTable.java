package prescient.portfolio.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/** The tables {@code portfolio_snapshots} and {@code portfolio_history}. */
@ApplicationScoped
class HistoryTable {

    private static final String STANDING = """
            SELECT * FROM portfolio_state WHERE id = $1
            """;

    /** Keeps a snapshot and makes it the day's, unless a later one is. No row if the id was used. */
    private static final String TAKE = """
            WITH taken AS (
                INSERT INTO portfolio_snapshots (timestamp, balance, total_invested, total_profit_loss, trade_count,
                    portfolio_id, snapshot_id, reserved, realized_pnl, unrealized_pnl, total_value, open_positions,
                    legacy_total_profit_loss, legacy_total_value)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                ON CONFLICT (snapshot_id) DO NOTHING
                RETURNING *
            ), day AS (
                INSERT INTO portfolio_history AS h (snapshot_date, timestamp, balance, total_invested,
                    total_profit_loss, total_value, open_positions, trade_count, portfolio_id, figures)
                SELECT (t.timestamp AT TIME ZONE 'UTC')::date, t.timestamp, t.balance, t.total_invested,
                    t.total_profit_loss, t.total_value, t.open_positions, t.trade_count, t.portfolio_id, t.figures
                FROM taken t
                ON CONFLICT (portfolio_id, snapshot_date) DO UPDATE
                SET timestamp = excluded.timestamp, balance = excluded.balance,
                    total_invested = excluded.total_invested, total_profit_loss = excluded.total_profit_loss,
                    total_value = excluded.total_value, open_positions = excluded.open_positions,
                    trade_count = excluded.trade_count, figures = excluded.figures
                WHERE h.timestamp <= excluded.timestamp
            )
            SELECT * FROM taken
            """;

    private static final String FIND = "SELECT * FROM portfolio_snapshots WHERE snapshot_id = $1";

    private static final String DAYS = """
            SELECT * FROM portfolio_history WHERE $1::integer IS NULL OR portfolio_id = $1
            ORDER BY snapshot_date DESC, timestamp DESC, id DESC LIMIT $2
            """;

    private final Pool pool;
    private final InstantSource clock;

    HistoryTable(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Empty if there is no such portfolio. */
    Uni<Optional<Standing>> standing(int portfolioId) {
        return pool.preparedQuery(STANDING)
                .execute(Tuple.of(portfolioId))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(standing(rows.iterator().next()))
                        : Optional.empty());
    }

    /** The snapshot; empty if the id was used before. */
    Uni<Optional<Snapshot>> take(Standing standing, String snapshotId) {
        var snapshot = Snapshot.of(standing, snapshotId, clock.instant());
        var values = Tuple.tuple()
                .addOffsetDateTime(snapshot.timestamp().atOffset(ZoneOffset.UTC))
                .addBigDecimal(snapshot.balance().amount())
                .addBigDecimal(snapshot.totalInvested().amount())
                .addBigDecimal(snapshot.totalProfitLoss().amount())
                .addInteger(snapshot.tradeCount())
                .addInteger(snapshot.portfolioId())
                .addString(snapshotId)
                .addBigDecimal(snapshot.reserved().amount())
                .addBigDecimal(snapshot.realizedPnl().amount())
                .addBigDecimal(snapshot.unrealizedPnl().amount())
                .addBigDecimal(snapshot.totalValue().amount())
                .addInteger(snapshot.openPositions())
                .addDouble(standing.legacyProfit())
                .addDouble(standing.legacyTotal());
        return pool.preparedQuery(TAKE).execute(values).map(HistoryTable::first);
    }

    /** Empty if the id was not used. */
    Uni<Optional<Snapshot>> find(String snapshotId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(snapshotId)).map(HistoryTable::first);
    }

    /** The days of one portfolio, or of all for null, newest first. */
    Uni<List<Snapshot.Day>> days(@Nullable Integer portfolioId, int limit) {
        return pool.preparedQuery(DAYS)
                .execute(Tuple.of(portfolioId, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HistoryTable::day)
                        .toList());
    }

    private static Optional<Snapshot> first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(snapshot(row.next())) : Optional.empty();
    }

    private static Standing standing(Row row) {
        return new Standing(
                row.getInteger("id"),
                money(row, "balance"),
                money(row, "reserved"),
                money(row, "total_invested"),
                money(row, "realized_pnl"),
                money(row, "unrealized_pnl"),
                money(row, "positions_cost"),
                row.getInteger("open_positions"),
                row.getInteger("trade_count"),
                row.getDouble("legacy_total_profit_loss"));
    }

    private static Snapshot snapshot(Row row) {
        var at = row.getOffsetDateTime("timestamp").withOffsetSameInstant(ZoneOffset.UTC);
        return new Snapshot(
                row.getString("snapshot_id"),
                row.getInteger("portfolio_id"),
                at.toLocalDate(),
                at.toInstant(),
                money(row, "balance"),
                money(row, "reserved"),
                money(row, "total_invested"),
                money(row, "total_profit_loss"),
                money(row, "realized_pnl"),
                money(row, "unrealized_pnl"),
                money(row, "total_value"),
                row.getInteger("open_positions"),
                row.getInteger("trade_count"),
                Snapshot.Figures.of(row.getString("figures")));
    }

    private static Snapshot.Day day(Row row) {
        return new Snapshot.Day(
                row.getLong("id"),
                row.getInteger("portfolio_id"),
                row.getLocalDate("snapshot_date"),
                row.getLocalDate("snapshot_date"),
                row.getOffsetDateTime("timestamp").toInstant(),
                money(row, "balance"),
                money(row, "total_invested"),
                money(row, "total_profit_loss"),
                money(row, "total_value"),
                row.getInteger("open_positions"),
                row.getInteger("trade_count"),
                Snapshot.Figures.of(row.getString("figures")));
    }

    private static Money money(Row row, String column) {
        return new Money(row.getBigDecimal(column));
    }
}
