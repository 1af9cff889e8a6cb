package prescient.portfolio.booking;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** How much is booked together, and how much waits. */
@ApplicationScoped
class BookingMeters {

    private final MeterRegistry registry;

    BookingMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void batch(String kind, int items) {
        summary(kind).record(items);
    }

    private DistributionSummary summary(String kind) {
        return DistributionSummary.builder("prescient.portfolio.batch.items")
                .description("items that one statement booked")
                .tag("kind", kind)
                .register(registry);
    }

    /** Names a kind; what waits is asked at every reading. */
    void queue(String kind, Supplier<Number> waiting) {
        summary(kind);
        Gauge.builder("prescient.portfolio.batch.waiting", waiting)
                .description("items that wait for the running batch to end")
                .tag("kind", kind)
                .register(registry);
    }
}
