package prescient.portfolio.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import prescient.meters.Gauges;

/** The outcome of the last check as numbers; NaN before the first. */
@ApplicationScoped
class LedgerMeters {

    private final Gauges gauges;
    private final LedgerDesk desk;
    private final InstantSource clock;

    LedgerMeters(MeterRegistry registry, LedgerDesk desk, InstantSource clock) {
        this.gauges = new Gauges(registry);
        this.desk = desk;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        gauges.add(
                "prescient.portfolio.ledger.differences",
                "differences that the last check of the books found",
                Tags.empty(),
                this::differences);
        gauges.add("prescient.portfolio.ledger.age.seconds", "since the last check of the books", Tags.empty(), () -> {
            var last = desk.last();
            return Gauges.age(clock, last == null ? null : last.at());
        });
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }

    private Number differences() {
        var last = desk.last();
        return last == null ? Double.NaN : last.report().differences().size();
    }
}
