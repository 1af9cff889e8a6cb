package prescient.portfolio.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The outcome of the last check as numbers. */
@ApplicationScoped
class LedgerMeters {

    private final MeterRegistry registry;
    private final LedgerDesk desk;

    LedgerMeters(MeterRegistry registry, LedgerDesk desk) {
        this.registry = registry;
        this.desk = desk;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("prescient.portfolio.ledger.differences", this::differences)
                .description("differences that the last check of the books found; NaN before the first")
                .register(registry);
    }

    private Number differences() {
        var last = desk.last();
        return last == null ? Double.NaN : last.report().differences().size();
    }
}
