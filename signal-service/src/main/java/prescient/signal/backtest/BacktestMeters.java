package prescient.signal.backtest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts backtests by how they ended. Any thread. */
@Startup // so that its meters are there from the start
@ApplicationScoped
class BacktestMeters {

    private static final String ENDED = "prescient.backtests.ended";

    private final MeterRegistry registry;

    BacktestMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var status : BacktestStatus.values()) {
            if (status.isEnd()) {
                registry.counter(ENDED, "status", status.text());
            }
        }
    }

    void ended(BacktestStatus status) {
        registry.counter(ENDED, "status", status.text()).increment();
    }
}
