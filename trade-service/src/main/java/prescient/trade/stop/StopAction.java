package prescient.trade.stop;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an order of the kill switch does. A release stands alone; the others go together as wanted. */
public enum StopAction {
    /** Nothing that opens a position is taken or sent any more, until a release. */
    @JsonProperty("stop_entries")
    STOP_ENTRIES,
    /** Opening orders that are under way are cancelled, once. */
    @JsonProperty("cancel_orders")
    CANCEL_ORDERS,
    /** Whatever is held is sold at what the exchange gives, once. */
    @JsonProperty("flatten")
    FLATTEN,
    /** Positions may be opened again; what older orders want done and is not done yet is dropped. */
    @JsonProperty("release")
    RELEASE
}
