package prescient.trade.cutover;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RejectedRecord;
import prescient.legacy.LegacyTime;

/** Records as rows for {@code COPY}, in the columns of {@link TradeRecordTable}. */
final class TradeRows {

    private static final Instant YEAR_0 = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final ZoneId zone;
    private final StringBuilder text = new StringBuilder();
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
        field(trade.tradeId());
        field(TradingStore.LEGACY_PORTFOLIO);
        field("paper");
        field(notes.orderId());
        field(notes.signalId());
        field(trade.at());
        field(trade.marketId());
        field(trade.marketQuestion());
        field(trade.action());
        field(trade.amount());
        field(shares);
        field(trade.entryPrice());
        field(notes.feeOrZero());
        field(trade.confidence());
        field(trade.reason());
        field(trade.status());
        field(trade.eventId());
        field(trade.eventTitle());
        field(trade.eventEnd());
        field(trade.status().equals("open") ? trade.currentPnl() : null);
        field(trade.realizedPnl());
        field(notes.exitPrice());
        field(notes.exitAt());
        field(record.position() < 0 ? null : record.position());
        field(trade.currentPnl());
        field(trade.eventEndDate());
        text.setCharAt(text.length() - 1, '\n');
    }

    String text() {
        return text.toString();
    }

    /** At least one of the trades is not open. */
    boolean hasEnded() {
        return ended;
    }

    private void field(@Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case String words -> escaped(words);
            // By hand: the standard's own text of an instant costs more than the rest of the row.
            case Instant at
            when at.isBefore(YEAR_10000) && at.isAfter(YEAR_0) ->
                text.append(LegacyTime.text(at, ZoneOffset.UTC)).append('Z');
            case Object other -> text.append(other);
        }
        text.append('\t');
    }

    private void escaped(String words) {
        int done = 0;
        for (int i = 0; i < words.length(); i++) {
            var escape = escape(words.charAt(i));
            if (escape != null) {
                text.append(words, done, i).append(escape);
                done = i + 1;
            }
        }
        text.append(words, done, words.length());
    }

    private static @Nullable String escape(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> null;
        };
    }
}
