package prescient.portfolio.history;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import prescient.money.Money;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.LegacyFields;

/** What the legacy form of a snapshot has no place for, as the notes of its record. */
record SnapshotNotes(Map<String, String> values) {

    /** The id of the snapshot; records with this note have exact figures. */
    static final String ID = "snapshot_id";

    /** Its time exactly: the file's local time stands for two instants where clocks were put back. */
    private static final String AT = "at";

    static SnapshotNotes of(Snapshot snapshot) {
        var values = new LinkedHashMap<String, String>();
        values.put(ID, snapshot.snapshotId());
        values.put(AT, snapshot.timestamp().toString());
        values.put("reserved", snapshot.reserved().toString());
        values.put("realized_pnl", snapshot.realizedPnl().toString());
        values.put("unrealized_pnl", snapshot.unrealizedPnl().toString());
        values.put("total_profit_loss", snapshot.totalProfitLoss().toString());
        values.put("total_value", snapshot.totalValue().toString());
        return new SnapshotNotes(values);
    }

    /** The snapshot of a record; without notes its profit and its total are the old program's. */
    static Snapshot snapshot(String key, LegacySnapshot form, Map<String, String> notes, ZoneId zone) {
        var at = LegacyFields.exactly(form.at(), notes.get(AT), zone);
        boolean exact = notes.containsKey(ID);
        var profit = Money.rounded(BigDecimal.valueOf(form.profit()));
        return new Snapshot(
                key,
                Books.PORTFOLIO,
                at.atOffset(ZoneOffset.UTC).toLocalDate(),
                at,
                LegacyFields.exact(form.balance()),
                money(notes, "reserved", Money.ZERO),
                LegacyFields.exact(form.invested()),
                money(notes, "total_profit_loss", profit),
                money(notes, "realized_pnl", Money.ZERO),
                money(notes, "unrealized_pnl", profit),
                money(notes, "total_value", Money.rounded(BigDecimal.valueOf(form.total()))),
                form.open(),
                form.trades(),
                exact ? Snapshot.Figures.EXACT : Snapshot.Figures.LEGACY);
    }

    private static Money money(Map<String, String> notes, String key, Money otherwise) {
        var text = notes.get(key);
        return text == null ? otherwise : Money.of(text);
    }
}
