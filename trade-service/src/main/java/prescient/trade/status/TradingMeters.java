package prescient.trade.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.function.Function;
import prescient.meters.Gauges;

/** How far behind trading is, as last looked up by {@link StatusJob}; NaN while that is not known. */
@ApplicationScoped
class TradingMeters {

    private final Gauges gauges;
    private final StatusJob job;
    private final InstantSource clock;

    TradingMeters(MeterRegistry registry, StatusJob job, InstantSource clock) {
        this.gauges = new Gauges(registry);
        this.job = job;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        add("outbox.messages", "messages that another service has not taken in", Trading::undelivered);
        add("outbox.attempts", "failed attempts of the unluckiest of them", Trading::attempts);
        add(
                "outbox.lag.seconds",
                "how long the oldest of them has waited; 0 without one",
                trading -> trading.undelivered() == 0 ? 0 : Gauges.age(clock, trading.oldestMessageAt()));
        add("orders.pending", "orders whose outcome is open", Trading::pending);
        add(
                "orders.pending.age.seconds",
                "how long the oldest of them has been; 0 without one",
                trading -> trading.pending() == 0 ? 0 : Gauges.age(clock, trading.oldestPendingAt()));
        add("cycle.failed", "1 when the last trading cycle failed", trading -> {
            var last = trading.lastCycle();
            return last != null && last.status().equals("failed") ? 1 : 0;
        });
        add("cycle.age.seconds", "since the last trading cycle ended, or began if it runs", trading -> {
            var last = trading.lastCycle();
            if (last == null) {
                return Double.NaN;
            }
            var finished = last.finishedAt();
            return Gauges.age(clock, finished == null ? last.startedAt() : finished);
        });
    }

    private void add(String name, String description, Function<Trading, Number> value) {
        gauges.add("prescient." + name, description, Tags.empty(), () -> {
            var last = job.last();
            return last == null ? Double.NaN : value.apply(last);
        });
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
