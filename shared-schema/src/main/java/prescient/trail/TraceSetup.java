package prescient.trail;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the trail of trades make spans when traces are asked for. */
@ApplicationScoped
class TraceSetup {

    void begin(
            @Observes StartupEvent started,
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        Trail.traceTo(disabled ? null : new TradeTrace(telemetry));
    }
}
