package prescient.trade.order;

import prescient.problem.Problem;

/** Why an order is denied (by us) or cannot be handled. The name is stored with the order. */
public enum OrderProblem implements Problem {
    INSUFFICIENT_CASH(409, "Lower the amount or add cash to the portfolio; the denied order stays on record."),
    DUPLICATE_POSITION(409, "The portfolio already holds or is buying this market; close that trade first."),
    UNKNOWN_MARKET(409, "Ingest the market first; only markets with a known quote are traded."),
    NO_PRICE(409, "The market has no usable price for this outcome; wait for one."),
    STALE_PRICE(409, "The last quote is too old; run an ingest and ask again."),
    PRICE_MOVED(409, "The outcome costs more than the order's price; send a new order with a new price."),
    MARKET_CLOSED(409, "The market no longer trades."),
    PORTFOLIO_NOT_FOUND(404, "GET /portfolios lists the portfolios."),
    PORTFOLIO_NOT_ACTIVE(409, "Resume the portfolio first."),
    RESERVATION_CONFLICT(409, "Cash was held under this order's id before and given back; send a new order."),
    REJECTED_BY_EXCHANGE(409, "The exchange refused the order; its reason is in the detail."),
    TRADE_NOT_OPEN(409, "Only an open trade can be closed; look at its status.");

    private final int status;
    private final String hint;

    OrderProblem(int status, String hint) {
        this.status = status;
        this.hint = hint;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String hint() {
        return hint;
    }
}
