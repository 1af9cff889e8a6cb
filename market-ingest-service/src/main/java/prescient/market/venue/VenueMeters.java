package prescient.market.venue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** What the exchange with the venues costs and what goes wrong in it. */
@Startup // so that its meters are there from the start
@ApplicationScoped
public class VenueMeters {

    private final Counter pages;
    private final Counter retries;
    private final Counter dropped;
    private final Counter quarantined;

    VenueMeters(MeterRegistry registry) {
        pages = registry.counter("prescient.venue.pages");
        retries = registry.counter("prescient.venue.retries");
        dropped = registry.counter("prescient.venue.unrequested");
        quarantined = registry.counter("prescient.venue.quarantined");
    }

    void page() {
        pages.increment();
    }

    void retried() {
        retries.increment();
    }

    /** Markets the venue sent though nobody asked for them. */
    void dropped(int count) {
        dropped.increment(count);
    }

    /** Parts of answers that went to quarantine. */
    public void quarantined(int count) {
        quarantined.increment(count);
    }
}
