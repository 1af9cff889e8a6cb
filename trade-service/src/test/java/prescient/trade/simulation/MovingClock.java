package prescient.trade.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved, and never goes back. */
final class MovingClock implements InstantSource {

    private volatile Instant now;

    MovingClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void until(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    void by(Duration more) {
        now = now.plus(more);
    }
}
