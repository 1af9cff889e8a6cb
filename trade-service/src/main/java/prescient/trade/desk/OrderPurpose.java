package prescient.trade.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What an order does for its trade. */
@RegisterForReflection
public enum OrderPurpose {
    /** Buys the trade's side. */
    @JsonProperty("open")
    OPEN,
    /** Buys the other side. */
    @JsonProperty("close")
    CLOSE
}
