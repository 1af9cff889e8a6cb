package prescient.trade.desk;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an order does for its trade. */
public enum OrderPurpose {
    /** Buys the trade's side. */
    @JsonProperty("open")
    OPEN,
    /** Buys the other side. */
    @JsonProperty("close")
    CLOSE
}
