package prescient.trade.cutover;

import java.math.BigDecimal;
import java.time.ZoneId;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RejectedRecord;
import prescient.database.CopyText;

/** Records as rows for {@code COPY}, in the columns of {@link TradeRecordTable}. */
final class TradeRows {

    private final ZoneId zone;
    private final CopyText text = new CopyText();
    private boolean ended;

    TradeRows(ZoneId zone) {
        this.zone = zone;
    }

    /** @throws RejectedRecord when the record is no trade */
    void add(LegacyRecord record) {
        var notes = Notes.of(record.notes());
        LegacyTrade trade;
        BigDecimal shares;
        try {
            trade = LegacyTrade.of(record.value(), notes, zone);
            shares = notes.sharesOf(trade.amount(), trade.entryPrice());
        } catch (IllegalArgumentException | ArithmeticException noTrade) {
            throw new RejectedRecord(record, String.valueOf(noTrade.getMessage()));
        }
        ended |= !trade.status().equals("open");
        text.column(trade.tradeId());
        text.column(TradingStore.LEGACY_PORTFOLIO);
        text.column("paper");
        text.column(notes.orderId());
        text.column(notes.signalId());
        text.column(trade.at());
        text.column(trade.marketId());
        text.column(trade.marketQuestion());
        text.column(trade.action());
        text.column(trade.amount());
        text.column(shares);
        text.column(trade.entryPrice());
        text.column(notes.feeOrZero());
        text.column(trade.confidence());
        text.column(trade.reason());
        text.column(trade.status());
        text.column(trade.eventId());
        text.column(trade.eventTitle());
        text.column(trade.eventEnd());
        text.column(trade.status().equals("open") ? trade.currentPnl() : null);
        text.column(trade.realizedPnl());
        text.column(notes.exitPrice());
        text.column(notes.exitAt());
        text.column(record.position() < 0 ? null : record.position());
        text.column(trade.currentPnl());
        text.column(trade.eventEndDate());
        text.endRow();
    }

    CopyText text() {
        return text;
    }

    /** At least one of the trades is not open. */
    boolean hasEnded() {
        return ended;
    }
}
