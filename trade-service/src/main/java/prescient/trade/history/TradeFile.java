package prescient.trade.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.trade.cutover.Found;
import prescient.trade.cutover.TradingFile;
import prescient.trade.cutover.TradingStore;

/** The trades of {@code paper_trades.json} as clients see them. A row's id is its place in the file, from 1. Blocks. */
@ApplicationScoped
class TradeFile {

    private final TradingFile trading;

    TradeFile(TradingFile trading) {
        this.trading = trading;
    }

    List<TradeView> list(@Nullable Integer portfolioId, @Nullable String status, @Nullable Long before, int limit) {
        if (portfolioId != null && portfolioId != TradingStore.LEGACY_PORTFOLIO) {
            return List.of();
        }
        Predicate<TradingFile.Row> asked = row -> (before == null || row.position() + 1 < before)
                && (status == null || row.value().path("status").asText().equals(status));
        var rows = newest(asked, limit);
        var found = understood(rows);
        // A page is full unless it is the last one, so what cannot be understood makes room for others.
        return (found.size() == rows.size()
                        ? found
                        : understood(newest(
                                row -> asked.test(row)
                                        && trading.understood(row).isPresent(),
                                limit)))
                .stream().map(TradeFile::view).toList();
    }

    /** The newest are at the file's end; only as many as are asked for are held. */
    private Deque<TradingFile.Row> newest(Predicate<TradingFile.Row> asked, int limit) {
        var newest = new ArrayDeque<TradingFile.Row>();
        trading.each(row -> {
            if (asked.test(row)) {
                newest.addFirst(row);
                if (newest.size() > limit) {
                    newest.removeLast();
                }
            }
        });
        return newest;
    }

    private List<Found> understood(Collection<TradingFile.Row> rows) {
        return rows.stream().map(trading::understood).flatMap(Optional::stream).toList();
    }

    Optional<TradeView> find(String tradeId) {
        return trading.find(tradeId).map(TradeFile::view);
    }

    private static TradeView view(Found found) {
        var trade = found.trade();
        var notes = found.notes();
        boolean open = trade.status().equals("open");
        return new TradeView(
                found.position() + 1,
                trade.tradeId(),
                TradingStore.LEGACY_PORTFOLIO,
                trade.at(),
                trade.marketId(),
                trade.marketQuestion(),
                trade.action(),
                new Money(trade.amount()).amount(),
                notes.sharesOf(trade.amount(), trade.entryPrice()),
                trade.entryPrice(),
                notes.feeOrZero(),
                trade.confidence(),
                trade.reason(),
                trade.status(),
                notes.orderId(),
                notes.signalId(),
                trade.eventId(),
                trade.eventTitle(),
                trade.eventEnd(),
                open ? trade.currentPnl() : null,
                trade.realizedPnl(),
                notes.exitPrice(),
                notes.exitAt());
    }
}
