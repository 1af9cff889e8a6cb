package prescient.trade.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.trade.order.Execution.Status;

/** An order as it is about to be stored: checked, and either pending or denied. */
@RegisterForReflection(registerFullHierarchy = true)
record Intent(
        @JsonUnwrapped Order order,
        @Nullable Price quotedPrice,
        Status status,
        @JsonProperty("status_code") @Nullable String code,
        @JsonProperty("status_reason") @Nullable String reason) {

    /** Stored beside the columns, to tell a repeat from another order of the same id. */
    @JsonProperty
    String content() {
        return order.content();
    }
}
