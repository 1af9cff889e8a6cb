package prescient.trade.killswitch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import prescient.meters.Gauges;
import prescient.trade.stop.StopDesk;
import prescient.trade.stop.StopPart;

/** The kill switch as numbers. */
@ApplicationScoped
class KillSwitchMeters {

    private final Gauges gauges;
    private final StopDesk stops;

    KillSwitchMeters(MeterRegistry registry, StopDesk stops) {
        this.gauges = new Gauges(registry);
        this.stops = stops;
    }

    void register(@Observes StartupEvent event) {
        gauges.add(
                "prescient.trading.stopped",
                "1 while the kill switch keeps positions from being opened",
                Tags.empty(),
                () -> stops.holds() ? 1 : 0);
        for (var part : StopPart.values()) {
            gauges.add(
                    "prescient.kill.switch.waiting",
                    "orders that are not carried out in this part yet",
                    Tags.of("part", part.name().toLowerCase(Locale.ROOT)),
                    () -> stops.waiting(part).size());
        }
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
