package prescient.trade.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;
import prescient.trade.order.Execution.Status;

/** How a pending order ended. */
@RegisterForReflection(registerFullHierarchy = true)
record Ending(
        String orderId,
        Status status,
        @JsonProperty("status_code") @Nullable String code,
        @JsonProperty("status_reason") @Nullable String reason,
        @JsonUnwrapped @Nullable Fill fill) {

    Execution execution(Order order, boolean repeated) {
        return new Execution(
                order,
                status,
                code,
                reason,
                fill == null ? null : fill.price().value(),
                fill == null ? null : fill.shares().shares(),
                repeated);
    }
}
