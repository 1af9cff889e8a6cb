package prescient.venuesim;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated venue starts. Build one with {@link #generated} or {@link #tape} and change it with the {@code with}
 * methods.
 *
 * @param host address it listens on; 127.0.0.1 unless a container needs others to reach it
 * @param port TCP port there; 0 takes a free one
 * @param source generator or tape
 * @param seed decides everything that is generated, and which requests a fault hits
 * @param clock the clock simulated time runs on
 * @param at simulated time at the start; null is the clock's
 * @param epoch the instant generated end dates are counted from; null is the start of the UTC day of the simulated
 *     start. The same seed, sizes and epoch give the same catalogue for ever
 * @param speed simulated seconds per second of the clock, 0 (standing still) to 1,000,000
 */
public record VenueSimConfig(
        String host,
        int port,
        VenueSource source,
        long seed,
        InstantSource clock,
        @Nullable Instant at,
        @Nullable Instant epoch,
        double speed) {

    static final double MAX_SPEED = 1_000_000;

    private static final String LOOPBACK = "127.0.0.1";

    public VenueSimConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        requireSpeed(speed);
    }

    /** 2,000 generated events with 10,000 markets on a free port, in the clock's time, with seed 1. */
    public static VenueSimConfig generated(InstantSource clock) {
        return new VenueSimConfig(LOOPBACK, 0, new VenueSource.Generated(2_000, 10_000, true), 1, clock, null, null, 1);
    }

    /** Recorded events on a free port, in the clock's time. */
    public static VenueSimConfig tape(Path folder, InstantSource clock) {
        return new VenueSimConfig(LOOPBACK, 0, new VenueSource.Tape(folder), 1, clock, null, null, 1);
    }

    public VenueSimConfig withHost(String newHost) {
        return new VenueSimConfig(newHost, port, source, seed, clock, at, epoch, speed);
    }

    public VenueSimConfig withPort(int newPort) {
        return new VenueSimConfig(host, newPort, source, seed, clock, at, epoch, speed);
    }

    public VenueSimConfig withSource(VenueSource newSource) {
        return new VenueSimConfig(host, port, newSource, seed, clock, at, epoch, speed);
    }

    public VenueSimConfig withSeed(long newSeed) {
        return new VenueSimConfig(host, port, source, newSeed, clock, at, epoch, speed);
    }

    /** Simulated time at the start; null is the clock's. */
    public VenueSimConfig withAt(@Nullable Instant newAt) {
        return new VenueSimConfig(host, port, source, seed, clock, newAt, epoch, speed);
    }

    /** The instant generated end dates are counted from; null is the start of the day the simulation starts in. */
    public VenueSimConfig withEpoch(@Nullable Instant newEpoch) {
        return new VenueSimConfig(host, port, source, seed, clock, at, newEpoch, speed);
    }

    public VenueSimConfig withSpeed(double newSpeed) {
        return new VenueSimConfig(host, port, source, seed, clock, at, epoch, newSpeed);
    }

    static void requireSpeed(double speed) {
        // Written this way round so that NaN is refused too.
        if (!(speed >= 0 && speed <= MAX_SPEED)) {
            throw new IllegalArgumentException("speed must be 0 to 1000000, not " + speed);
        }
    }

    Instant startsAt() {
        return at != null ? at : clock.instant();
    }

    Instant epochFrom(Instant start) {
        return epoch != null ? epoch : start.truncatedTo(ChronoUnit.DAYS);
    }
}
