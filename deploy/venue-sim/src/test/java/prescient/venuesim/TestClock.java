package prescient.venuesim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to go on. */
final class TestClock implements InstantSource {

    static final Instant START = Instant.parse("2025-10-15T16:10:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** A small generated venue in this clock's time. */
    VenueSimConfig small(int events, int markets) {
        return VenueSimConfig.generated(this).withSource(new VenueSource.Generated(events, markets, true));
    }
}
