package prescient.forecast.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import prescient.forecast.order.ForecastOrder.Status;

/** Orders by how they ended. They begin at 0, so that a first one counts. */
@Startup // so that they are there from the start
@ApplicationScoped
class OrderMeters {

    private static final String ORDERS = "prescient.forecast.orders";

    private final MeterRegistry registry;

    OrderMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of(Status.FILLED, Status.REFUSED).forEach(status -> registry.counter(ORDERS, "status", status.wire()));
    }

    void ended(Status status) {
        registry.counter(ORDERS, "status", status.wire()).increment();
    }
}
