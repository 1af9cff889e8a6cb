package prescient.venuesim;

import static prescient.venuesim.Degrees.object;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account's rows and messages as the venue writes them since 2026: dollars and contracts as text. Stateless. */
final class AccountJson {

    private static final String USER = "00000000-0000-4000-8000-00000000000a";

    private AccountJson() {}

    static Map<String, @Nullable Object> order(KalshiOrder order) {
        return object(
                "order_id", order.id(),
                "user_id", USER,
                "client_order_id", order.clientId(),
                "ticker", order.ticker(),
                "status", order.status(),
                "action", "buy",
                "side", side(order.yes()),
                "outcome_side", side(order.yes()),
                "book_side", order.yes() ? "bid" : "ask",
                "type", "limit",
                "yes_price_dollars", dollars(order.yes() ? order.limit() : 10_000 - order.limit()),
                "no_price_dollars", dollars(order.yes() ? 10_000 - order.limit() : order.limit()),
                "initial_count_fp", contracts(order.count()),
                "fill_count_fp", contracts(order.filled()),
                "remaining_count_fp", contracts(order.remaining()),
                "taker_fill_cost_dollars", dollars(order.cost()),
                "maker_fill_cost_dollars", dollars(0),
                "taker_fees_dollars", dollars(order.fees()),
                "maker_fees_dollars", dollars(0),
                "self_trade_prevention_type", "taker_at_cross",
                "order_group_id", "",
                "exchange_index", 0,
                "expiration_time", null,
                "created_time", order.createdAt().toString(),
                "last_update_time", order.updatedAt().toString());
    }

    static Map<String, @Nullable Object> fill(KalshiFill fill) {
        return object(
                "fill_id", fill.id(),
                "trade_id", fill.id(),
                "order_id", fill.order().id(),
                "ticker", fill.order().ticker(),
                "market_ticker", fill.order().ticker(),
                "action", "buy",
                "side", side(fill.order().yes()),
                "outcome_side", side(fill.order().yes()),
                "book_side", fill.order().yes() ? "bid" : "ask",
                "count_fp", contracts(fill.count()),
                "yes_price_dollars", dollars(fill.order().yes() ? fill.price() : 10_000 - fill.price()),
                "no_price_dollars", dollars(fill.order().yes() ? 10_000 - fill.price() : fill.price()),
                "fee_cost", dollars(fill.fee()),
                "is_taker", fill.isTaker(),
                "exchange_index", 0,
                "created_time", fill.at().toString());
    }

    static Map<String, @Nullable Object> settlement(KalshiSettled settled) {
        return object(
                "ticker", settled.ticker(),
                "event_ticker", settled.ticker().substring(0, settled.ticker().lastIndexOf('-')),
                "market_result", side(settled.yesHolds()),
                "yes_count_fp", contracts(settled.yesCount()),
                "yes_total_cost_dollars", dollars(settled.yesCost()),
                "no_count_fp", contracts(settled.noCount()),
                "no_total_cost_dollars", dollars(settled.noCost()),
                "revenue", settled.revenue() / 100,
                "fee_cost", dollars(settled.fees()),
                "settled_time", settled.at().toString());
    }

    static Map<String, @Nullable Object> position(String ticker, KalshiHolding holding) {
        return object(
                "ticker", ticker,
                "position_fp", contracts(holding.position()),
                "market_exposure_dollars", dollars(holding.exposure()),
                "total_traded_dollars", dollars(holding.traded()),
                "realized_pnl_dollars", dollars(holding.realized()),
                "fees_paid_dollars", dollars(holding.fees()),
                "exchange_index", 0,
                "last_updated_ts", holding.lastAt().toString());
    }

    static Map<String, @Nullable Object> balance(long balance, Instant now) {
        return object(
                "balance", balance / 100, "balance_dollars", dollars(balance), "updated_ts", now.getEpochSecond());
    }

    /** What the socket says of a change. */
    static Map<String, @Nullable Object> message(Object about) {
        return switch (about) {
            case KalshiOrder order -> order(order);
            case KalshiFill fill -> {
                var message = fill(fill);
                message.remove("created_time");
                message.put("ts", fill.at().getEpochSecond());
                message.put("post_position_fp", contracts(fill.after()));
                yield message;
            }
            case KalshiAccount.Position position ->
                object(
                        "user_id", USER,
                        "market_ticker", position.ticker(),
                        "position_fp", contracts(position.holding().position()),
                        "position_cost_dollars", dollars(position.holding().exposure()),
                        "realized_pnl_dollars", dollars(position.holding().realized()),
                        "fees_paid_dollars", dollars(position.holding().fees()),
                        "volume_fp",
                                contracts(position.holding().bought(true)
                                        + position.holding().bought(false)));
            default -> throw new IllegalArgumentException("nothing is told of " + about.getClass());
        };
    }

    static String side(boolean yes) {
        return yes ? "yes" : "no";
    }

    static String dollars(long hundredthsOfACent) {
        return BigDecimal.valueOf(hundredthsOfACent, 4).toPlainString();
    }

    static String contracts(long hundredths) {
        return BigDecimal.valueOf(hundredths, 2).toPlainString();
    }
}
