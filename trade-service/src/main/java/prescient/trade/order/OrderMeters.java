package prescient.trade.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.trade.order.Execution.Status;

/** Counts orders: {@code prescient.orders}, by status and, for refused ones, by code. */
@Startup // so that its meters are there from the start
@ApplicationScoped
class OrderMeters {

    private final MeterRegistry registry;

    OrderMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var status : Status.values()) {
            registry.counter("prescient.orders", "status", status.wire(), "code", "");
        }
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
