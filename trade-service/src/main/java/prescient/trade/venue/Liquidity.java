package prescient.trade.venue;

/** Whose order was there first: a taker finds the other side waiting, a maker waited. */
public enum Liquidity {
    TAKER,
    MAKER
}
