package prescient.trade.order;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.trade.order.Execution.Status;
import prescient.trade.order.OrderTable.Ending;
import prescient.trade.order.OrderTable.Intent;

/** Counts orders: {@code prescient.orders}, by status and, for refused ones, by code. */
@ApplicationScoped
class OrderMeters {

    private final MeterRegistry registry;

    OrderMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An intent was stored. */
    void recorded(Intent intent) {
        count(intent.status(), intent.code() == null ? "" : intent.code());
    }

    /** A pending order was decided. */
    void ended(Ending ending) {
        count(ending.status(), ending.code() == null ? "" : ending.code());
    }

    private void count(Status status, String code) {
        registry.counter("prescient.orders", "status", status.wire(), "code", code)
                .increment();
    }
}
