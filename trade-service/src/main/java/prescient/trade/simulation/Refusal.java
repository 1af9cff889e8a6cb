package prescient.trade.simulation;

/** Why the exchange does not do, or not go on with, what an order asks. The name is the code it is told with. */
enum Refusal {
    MARKET_CLOSED("the market no longer trades"),
    NO_BOOK("nobody shows a book for this market"),
    OFF_TICK("the limit is not on the market's tick grid"),
    INSUFFICIENT_BALANCE("cost and fees are more than the balance that is not held for resting orders"),
    NOT_FILLED("the book did not have enough at the limit"),
    CANCELED_BY_CLIENT("the caller took the rest back");

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
