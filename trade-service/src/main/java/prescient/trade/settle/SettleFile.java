package prescient.trade.settle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import prescient.cutover.Changed;
import prescient.money.Money;
import prescient.paper.Payout;
import prescient.trade.cutover.Draft;
import prescient.trade.cutover.Held;
import prescient.trade.cutover.TradingFile;

/** Settlement of the trades in {@code paper_trades.json}. Blocks. */
@ApplicationScoped
class SettleFile {

    private final TradingFile trading;

    SettleFile(TradingFile trading) {
        this.trading = trading;
    }

    List<String> openMarkets() {
        return trading.ask(draft -> List.copyOf(draft.trades().openMarkets()));
    }

    Changed<Integer> settle(List<Resolution> resolutions, Instant now) {
        return trading.change(draft -> {
            int settled = 0;
            for (var resolution : resolutions) {
                for (var held : draft.trades().open(resolution.marketId())) {
                    if (draft.state().closingOf(held.tradeId()) == null && draft.isUnderstood(held)) {
                        settle(draft, held, resolution.result(), now);
                        settled++;
                    }
                }
            }
            return settled;
        });
    }

    private static void settle(Draft draft, Held held, String outcome, Instant now) {
        var id = held.tradeId();
        var notes = draft.state().notes(id);
        var rule = Payout.of(held.action().equals("buy_yes"), outcome);
        var price = rule.share().value();
        // Rounds as the database does, so that both stores know the same figure.
        var payout = notes.sharesOf(held.amount(), held.entryPrice())
                .multiply(price)
                .setScale(Money.MAX_SCALE, RoundingMode.HALF_UP);
        draft.end(
                id,
                "settled",
                payout.subtract(held.amount()),
                notes.ended(price, now.truncatedTo(ChronoUnit.MICROS), null));
        draft.freed(notes.orderId(), now);
        var payload = JsonNodeFactory.instance.objectNode();
        payload.put("settlement_id", "settle-" + id);
        payload.put("trade_id", id);
        payload.put("result", rule.name().toLowerCase(Locale.ROOT));
        payload.put("at", Draft.text(now));
        draft.message("settlement", "settle-" + id, payload, now, now);
    }
}
