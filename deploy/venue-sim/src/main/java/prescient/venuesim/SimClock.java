package prescient.venuesim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Simulated time: runs on a real clock at a chosen speed and can be set. Safe for many threads. */
final class SimClock implements InstantSource {

    /** From this pair on, simulated time advances by speed times what the base clock advances. */
    private record Anchor(Instant base, Instant simulated, double speed) {}

    private final InstantSource base;
    private volatile Anchor anchor;

    SimClock(InstantSource base, Instant at, double speed) {
        this.base = base;
        this.anchor = new Anchor(base.instant(), at, speed);
    }

    @Override
    public Instant instant() {
        var from = anchor;
        var elapsed = Duration.between(from.base(), base.instant()).toNanos();
        return from.simulated().plusNanos((long) (elapsed * from.speed()));
    }

    double speed() {
        return anchor.speed();
    }

    /** Sets time, speed or both; null leaves that one as it is. */
    synchronized void set(@Nullable Instant at, @Nullable Double speed) {
        var simulated = at != null ? at : instant();
        anchor = new Anchor(base.instant(), simulated, speed != null ? speed : anchor.speed());
    }
}
