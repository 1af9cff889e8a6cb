package prescient.trade.exit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.trade.cutover.Found;
import prescient.trade.cutover.TradingFile;
import prescient.trade.cutover.TradingStore;
import prescient.trade.order.Action;

/** What a trade of {@code paper_trades.json} holds. Blocks. */
@ApplicationScoped
class ExitFile {

    private final TradingFile trading;

    ExitFile(TradingFile trading) {
        this.trading = trading;
    }

    Optional<Holding> find(String tradeId) {
        return trading.find(tradeId).map(ExitFile::holding);
    }

    List<Holding> open() {
        var open = new ArrayList<Holding>();
        trading.each(row -> {
            if (row.value().path("status").asText().equals("open")) {
                trading.understood(row).map(ExitFile::holding).ifPresent(open::add);
            }
        });
        return open;
    }

    private static Holding holding(Found found) {
        var trade = found.trade();
        return new Holding(
                trade.tradeId(),
                TradingStore.LEGACY_PORTFOLIO,
                trade.marketId(),
                trade.marketQuestion(),
                Action.of(trade.action()),
                new Money(trade.amount()),
                new Quantity(found.notes().sharesOf(trade.amount(), trade.entryPrice())),
                trade.confidence(),
                trade.status().equals("open"),
                found.notes().closedBy());
    }
}
