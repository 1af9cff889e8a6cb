package prescient.portfolio.books;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;
import prescient.database.Bulk;
import prescient.money.Money;

/**
 * The records of {@code portfolio.json} in the tables. What a record tells is booked: each position is paid for by a
 * ledger transaction, and cash that nothing explains is an adjustment; so the books stay balanced and say what the file
 * says. Records with notes say themselves what was booked.
 */
@ApplicationScoped
class PortfolioRecordTable implements RecordStore {

    /** What counts as the binary fraction of an old sum, not as money. */
    private static final BigDecimal FRACTION = new BigDecimal("0.000001");

    private static final String LOCK = "SELECT id FROM portfolio_state WHERE id = 1 FOR UPDATE";

    /** The checks of cash wait until all records are here. */
    private static final String BEGIN = "UPDATE portfolio_state SET behind = true WHERE id = 1";

    private static final String REBUILD = "SELECT rebuild_state(1, last_updated) FROM portfolio_state WHERE id = 1";

    private static final String END = """
            UPDATE portfolio_state SET behind = balance < reserved WHERE id = 1 AND behind <> (balance < reserved)
            """;

    private static final String TOTALS = """
            SELECT balance, total_invested, trade_count FROM portfolio_state WHERE id = 1
            """;

    private static final String HEADER = """
            UPDATE portfolio_state s SET balance = i.balance, created_at = i.created_at, last_updated = i.last_updated,
                last_price_update = i.last_price_update, legacy_total_profit_loss = i.profit,
                balance_offset = i.balance_offset, invested_offset = i.invested_offset, trades_offset = i.trades_offset,
                in_file = true
            FROM (SELECT ?::numeric AS balance, ?::timestamptz AS created_at, ?::timestamptz AS last_updated,
                    ?::timestamptz AS last_price_update, ?::double precision AS profit, ?::numeric AS balance_offset,
                    ?::numeric AS invested_offset, ?::integer AS trades_offset) i
            WHERE s.id = 1 AND (s.balance, s.created_at, s.last_updated, s.last_price_update,
                    s.legacy_total_profit_loss,
                    s.balance_offset, s.invested_offset, s.trades_offset, s.in_file)
                IS DISTINCT FROM (i.balance, i.created_at, i.last_updated, i.last_price_update, i.profit,
                    i.balance_offset, i.invested_offset, i.trades_offset, true)
            """;

    private final Bulk bulk;
    private final CutoverConfig config;

    PortfolioRecordTable(Bulk bulk, CutoverConfig config) {
        this.bulk = bulk;
        this.config = config;
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        var rows = rows();
        bulk.read(session -> {
            rows.positions(session, null, holding -> sink.accept(rows.position(holding)));
            var header = rows.header(session);
            if (header != null) {
                sink.accept(header);
            }
            return true;
        });
    }

    @Override
    public void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
        var rows = rows();
        var trades = keys.getOrDefault(PortfolioRecords.POSITIONS, Set.of());
        bulk.read(session -> {
            if (!trades.isEmpty()) {
                session.byIndex();
                rows.positions(session, trades, holding -> sink.accept(rows.position(holding)));
            }
            var header = keys.containsKey(PortfolioRecords.PORTFOLIO) ? rows.header(session) : null;
            if (header != null) {
                sink.accept(header);
            }
            return true;
        });
    }

    @Override
    public boolean findsByKey() {
        return true;
    }

    @Override
    public void write(List<LegacyRecord> records) {
        var positions = new ArrayList<LegacyRecord>();
        @Nullable LegacyRecord header = null;
        for (var one : records) {
            if (one.collection().equals(PortfolioRecords.PORTFOLIO)) {
                header = one;
            } else {
                positions.add(one);
            }
        }
        var figures = header;
        bulk.write(session -> {
            session.query(LOCK, row -> {});
            boolean changed = positions(session, positions);
            var outside = figures == null ? List.<Booking>of() : noted(session, figures);
            new LedgerRowsTable(session).insert(outside);
            if (changed || !outside.isEmpty()) {
                session.execute(BEGIN);
                session.query(REBUILD, row -> {});
            }
            if (figures != null) {
                figures(session, figures);
            }
            session.execute(END);
            return true;
        });
    }

    /** Whether anything is new or different. */
    private boolean positions(Bulk.Session session, List<LegacyRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return false;
        }
        var rows = rows();
        var keys = records.stream().map(LegacyRecord::key).toList();
        var known = rows.positions(session, keys);
        long number = 1;
        var holdings = new ArrayList<Holding>();
        var bookings = new ArrayList<Booking>();
        for (var one : records) {
            var before = known.get(one.key());
            var holding = merged(one, before, number);
            holdings.add(holding);
            for (var booking : holding.bookings()) {
                if (before == null
                        || before.bookings().stream().noneMatch(old -> old.id().equals(booking.id()))) {
                    bookings.add(booking);
                }
            }
            number += holding.bookings().size();
        }
        new LedgerRowsTable(session).insert(bookings);
        int written = rows.put(session, holdings);
        return written > 0 || !bookings.isEmpty();
    }

    private Holding merged(LegacyRecord one, @Nullable Holding before, long number) {
        try {
            var zone = config.legacy().zone();
            var form = LegacyPosition.of(one.value(), zone);
            long place = one.position();
            if (one.notes().containsKey(Notes.BOOKINGS)) {
                var noted = Notes.holding(place, one.value(), form, one.notes(), zone);
                return withoutImport(before, noted);
            }
            return before == null
                    ? Notes.holding(place, one.value(), form, number)
                    : merged(before, form, place, number);
        } catch (IllegalArgumentException wrong) {
            throw new RejectedRecord(one, String.valueOf(wrong.getMessage()));
        }
    }

    /** What the file tells of a position that is known here: its figure, its place, and that it has ended. */
    private static Holding merged(Holding before, LegacyPosition form, long place, long number) {
        if (!before.lot().amount().equals(form.amount())) {
            throw new IllegalArgumentException("the database has booked another amount for this trade");
        }
        var worth = before.worth();
        var next = new Holding(
                place < 0 ? before.place() : place,
                new Holding.Trade(form.tradeId(), form.marketId(), form.marketQuestion(), form.action(), form.at()),
                before.lot(),
                new Holding.Worth(worth.currentPnl(), form.legacyGain(), worth.lastPrice(), worth.lastPriceAt()),
                before.ending(),
                before.bookings(),
                before.legacy());
        if (before.ending().status().equals(form.status())) {
            return next;
        }
        if (!before.isOpen()) {
            throw new IllegalArgumentException("the database has ended this position otherwise");
        }
        return next.endedByImport(
                form.status(),
                Booking.importedEnd(
                        number, form.tradeId(), form.at(), next.lot().cost()));
    }

    /**
     * A plain file may have told of a position before the record came that says what was really booked: then the import
     * is taken back, by bookings of its own.
     */
    private static Holding withoutImport(@Nullable Holding before, Holding noted) {
        if (before == null) {
            return noted;
        }
        var told = noted.bookings().stream().map(Booking::id).collect(Collectors.toSet());
        var bookings = new ArrayList<>(noted.bookings());
        before.bookings().stream()
                .filter(booking -> booking.isImport() && !told.contains(booking.id()))
                .map(Booking::undone)
                .forEach(bookings::add);
        return noted.with(bookings);
    }

    /**
     * The bookings of no position that the record's notes tell and that are not here yet. An adjustment that they do
     * not tell explained a plain file; it is taken back.
     */
    private static List<Booking> noted(Bulk.Session session, LegacyRecord header) throws SQLException {
        var text = header.notes().get(Notes.BOOKINGS);
        if (text == null) {
            return List.of();
        }
        var known = new LedgerRowsTable(session).outside();
        var told = new LinkedHashMap<String, Booking>();
        Notes.bookings(text).forEach(booking -> told.put(booking.id(), booking));
        var fresh = new ArrayList<Booking>();
        told.values().stream()
                .filter(booking -> !known.containsKey(booking.id()))
                .forEach(fresh::add);
        known.values().stream()
                .filter(booking -> booking.id().startsWith("adjustment:") && !told.containsKey(booking.id()))
                .map(Booking::undone)
                .filter(booking -> !known.containsKey(booking.id()))
                .forEach(fresh::add);
        return fresh;
    }

    private void figures(Bulk.Session session, LegacyRecord header) throws SQLException {
        LegacyHeader form;
        try {
            form = LegacyHeader.of(header.value(), config.legacy().zone());
        } catch (IllegalArgumentException wrong) {
            throw new RejectedRecord(header, String.valueOf(wrong.getMessage()));
        }
        var totals = new ArrayList<Totals>();
        session.query(TOTALS, row -> totals.add(new Totals(row.getBigDecimal(1), row.getBigDecimal(2), row.getInt(3))));
        var now = totals.getFirst();
        var cash = now.balance();
        var gap = LegacyFields.exact(form.balance()).minus(new Money(cash));
        if (!header.notes().containsKey(Notes.BOOKINGS) && !gap.equals(Money.ZERO)) {
            var ledger = new LedgerRowsTable(session);
            var id = Assembly.adjustmentId(ledger.outside().size(), gap);
            ledger.insert(List.of(Booking.fromOutside(1, id, "adjustment", form.updatedAt(), gap)));
            cash = cash.add(gap.amount());
        }
        var fraction = form.balance().subtract(cash);
        session.execute(
                HEADER,
                cash,
                form.createdAt(),
                form.updatedAt(),
                form.pricedAt(),
                form.profit(),
                fraction.abs().compareTo(FRACTION) < 0 ? fraction : BigDecimal.ZERO,
                form.invested().subtract(now.invested()),
                form.trades() - now.trades());
    }

    private record Totals(BigDecimal balance, BigDecimal invested, int trades) {}

    private PositionRowsTable rows() {
        return new PositionRowsTable(config.legacy().zone());
    }
}
