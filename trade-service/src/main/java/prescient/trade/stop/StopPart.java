package prescient.trade.stop;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an order is carried out; each part by itself, since each may be out of reach alone. */
public enum StopPart {
    /** Orders and positions of the paper portfolios. */
    @JsonProperty("paper")
    PAPER,
    /** Trades of the desk. */
    @JsonProperty("desk")
    DESK
}
