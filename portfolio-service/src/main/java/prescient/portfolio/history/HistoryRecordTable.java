package prescient.portfolio.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import prescient.cutover.CutoverConfig;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;
import prescient.database.Bulk;
import prescient.money.Money;

/** The records of {@code portfolio_history.json} in the tables: each is a snapshot of portfolio 1. */
@ApplicationScoped
class HistoryRecordTable implements RecordStore {

    private static final String COLLECTION = "portfolio_history";

    private static final String READ = """
            SELECT s.*, coalesce(s.legacy_balance, s.balance) AS file_balance,
                coalesce(s.legacy_total_invested, s.total_invested) AS file_invested,
                coalesce(s.legacy_total_profit_loss, s.total_profit_loss::double precision) AS file_profit,
                coalesce(s.legacy_total_value, (s.balance + s.total_profit_loss)::double precision) AS file_total
            FROM portfolio_snapshots s WHERE s.portfolio_id = 1 ORDER BY s.legacy_position NULLS LAST, s.id
            """;

    /** A snapshot of another portfolio under the same id stays; the count of rows shows it. */
    private static final String PUT = """
            WITH i AS (
                SELECT * FROM jsonb_to_recordset(?::jsonb) i (id text, place bigint, at timestamptz, balance numeric,
                    invested numeric, profit numeric, total numeric, reserved numeric, realized numeric,
                    unrealized numeric, open integer, trades integer, figures text, legacy_balance numeric,
                    legacy_invested numeric, legacy_profit double precision, legacy_total double precision)
            ), put AS (
                INSERT INTO portfolio_snapshots AS s (timestamp, balance, total_invested, total_profit_loss,
                    trade_count, portfolio_id, snapshot_id, reserved, realized_pnl, unrealized_pnl, total_value,
                    open_positions, legacy_position, legacy_balance, legacy_total_invested, legacy_total_profit_loss,
                    legacy_total_value, figures)
                SELECT i.at, i.balance, i.invested, i.profit, i.trades, 1, i.id, i.reserved, i.realized, i.unrealized,
                    i.total, i.open, i.place, i.legacy_balance, i.legacy_invested, i.legacy_profit, i.legacy_total,
                    i.figures
                FROM i ORDER BY i.place NULLS LAST
                ON CONFLICT (snapshot_id) DO UPDATE
                SET timestamp = excluded.timestamp, balance = excluded.balance,
                    total_invested = excluded.total_invested, total_profit_loss = excluded.total_profit_loss,
                    trade_count = excluded.trade_count, reserved = excluded.reserved,
                    realized_pnl = excluded.realized_pnl, unrealized_pnl = excluded.unrealized_pnl,
                    total_value = excluded.total_value, open_positions = excluded.open_positions,
                    legacy_position = coalesce(excluded.legacy_position, s.legacy_position),
                    legacy_balance = excluded.legacy_balance, legacy_total_invested = excluded.legacy_total_invested,
                    legacy_total_profit_loss = excluded.legacy_total_profit_loss,
                    legacy_total_value = excluded.legacy_total_value, figures = excluded.figures
                WHERE s.portfolio_id = 1 AND (s.timestamp, s.balance, s.total_invested, s.total_profit_loss,
                        s.trade_count, s.reserved, s.realized_pnl, s.unrealized_pnl, s.total_value, s.open_positions,
                        s.legacy_position, s.legacy_balance, s.legacy_total_invested, s.legacy_total_profit_loss,
                        s.legacy_total_value, s.figures)
                    IS DISTINCT FROM (excluded.timestamp, excluded.balance, excluded.total_invested,
                        excluded.total_profit_loss, excluded.trade_count, excluded.reserved, excluded.realized_pnl,
                        excluded.unrealized_pnl, excluded.total_value, excluded.open_positions,
                        coalesce(excluded.legacy_position, s.legacy_position), excluded.legacy_balance,
                        excluded.legacy_total_invested, excluded.legacy_total_profit_loss,
                        excluded.legacy_total_value, excluded.figures)
                RETURNING 1
            )
            INSERT INTO portfolio_history AS h (snapshot_date, timestamp, balance, total_invested, total_profit_loss,
                total_value, open_positions, trade_count, portfolio_id, figures)
            SELECT DISTINCT ON ((i.at AT TIME ZONE 'UTC')::date) (i.at AT TIME ZONE 'UTC')::date, i.at, i.balance,
                i.invested, i.profit, i.total, i.open, i.trades, 1, i.figures
            FROM i ORDER BY (i.at AT TIME ZONE 'UTC')::date, i.at DESC, i.place DESC
            ON CONFLICT (portfolio_id, snapshot_date) DO UPDATE
            SET timestamp = excluded.timestamp, balance = excluded.balance, total_invested = excluded.total_invested,
                total_profit_loss = excluded.total_profit_loss, total_value = excluded.total_value,
                open_positions = excluded.open_positions, trade_count = excluded.trade_count, figures = excluded.figures
            WHERE h.timestamp <= excluded.timestamp
                AND (h.timestamp, h.balance, h.total_invested, h.total_profit_loss, h.total_value, h.open_positions,
                        h.trade_count, h.figures)
                    IS DISTINCT FROM (excluded.timestamp, excluded.balance, excluded.total_invested,
                        excluded.total_profit_loss, excluded.total_value, excluded.open_positions,
                        excluded.trade_count, excluded.figures)
            """;

    private static final String TAKEN = """
            SELECT snapshot_id FROM portfolio_snapshots WHERE snapshot_id = ANY (?) AND portfolio_id <> 1
            """;

    private final Bulk bulk;
    private final CutoverConfig config;

    HistoryRecordTable(Bulk bulk, CutoverConfig config) {
        this.bulk = bulk;
        this.config = config;
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        bulk.read(session -> {
            session.query(READ, row -> sink.accept(record(row)));
            return true;
        });
    }

    @Override
    public void write(List<LegacyRecord> records) {
        var array = JsonNodeFactory.instance.arrayNode();
        records.forEach(one -> array.add(row(one)));
        bulk.write(session -> {
            var keys = records.stream().map(LegacyRecord::key).toArray(String[]::new);
            session.query(TAKEN, row -> refuse(records, row.getString(1)), (Object) keys);
            return session.execute(PUT, array.toString());
        });
    }

    private static void refuse(List<LegacyRecord> records, String id) {
        for (var one : records) {
            if (one.key().equals(id)) {
                throw new RejectedRecord(one, "the database has a snapshot of another portfolio under this id");
            }
        }
    }

    private ObjectNode row(LegacyRecord one) {
        LegacySnapshot form;
        try {
            form = LegacySnapshot.of(one.value(), config.legacy().zone());
        } catch (IllegalArgumentException wrong) {
            throw new RejectedRecord(one, String.valueOf(wrong.getMessage()));
        }
        var snapshot = SnapshotNotes.snapshot(
                one.key(), form, one.notes(), config.legacy().zone());
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", one.key());
        node.put("place", one.position() < 0 ? null : Long.valueOf(one.position()));
        node.put("at", snapshot.timestamp().toString());
        node.put("balance", snapshot.balance().toString());
        node.put("invested", snapshot.totalInvested().toString());
        node.put("profit", snapshot.totalProfitLoss().toString());
        node.put("total", snapshot.totalValue().toString());
        node.put("reserved", snapshot.reserved().toString());
        node.put("realized", snapshot.realizedPnl().toString());
        node.put("unrealized", snapshot.unrealizedPnl().toString());
        node.put("open", form.open());
        node.put("trades", form.trades());
        node.put("figures", snapshot.figures().word());
        node.put("legacy_balance", unlike(form.balance(), snapshot.balance()));
        node.put("legacy_invested", unlike(form.invested(), snapshot.totalInvested()));
        node.put("legacy_profit", String.valueOf(form.profit()));
        node.put("legacy_total", String.valueOf(form.total()));
        return node;
    }

    private static @org.jspecify.annotations.Nullable String unlike(BigDecimal inFile, Money exact) {
        return inFile.compareTo(exact.amount()) == 0 ? null : inFile.toPlainString();
    }

    private LegacyRecord record(ResultSet row) throws SQLException {
        var at = row.getObject("timestamp", OffsetDateTime.class).toInstant();
        var form = new LegacySnapshot(
                at,
                row.getBigDecimal("file_balance"),
                row.getBigDecimal("file_invested"),
                row.getDouble("file_profit"),
                row.getDouble("file_total"),
                row.getInt("open_positions"),
                row.getInt("trade_count"));
        long place = row.getLong("legacy_position");
        long position = row.wasNull() ? -1 : place;
        var figures = Snapshot.Figures.of(row.getString("figures"));
        var snapshot = new Snapshot(
                row.getString("snapshot_id"),
                row.getInt("portfolio_id"),
                at.atOffset(ZoneOffset.UTC).toLocalDate(),
                at,
                new Money(row.getBigDecimal("balance")),
                new Money(row.getBigDecimal("reserved")),
                new Money(row.getBigDecimal("total_invested")),
                new Money(row.getBigDecimal("total_profit_loss")),
                new Money(row.getBigDecimal("realized_pnl")),
                new Money(row.getBigDecimal("unrealized_pnl")),
                new Money(row.getBigDecimal("total_value")),
                row.getInt("open_positions"),
                row.getInt("trade_count"),
                figures);
        var notes =
                figures == Snapshot.Figures.EXACT ? SnapshotNotes.of(snapshot).values() : Map.<String, String>of();
        return new LegacyRecord(
                COLLECTION,
                snapshot.snapshotId(),
                position,
                form.node(config.legacy().zone()),
                notes);
    }
}
