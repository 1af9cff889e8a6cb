package prescient.trade.incident;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The defaults, without a container. */
record Limits(Optional<Path> dir) implements IncidentConfig {

    @Override
    public String every() {
        return "10s";
    }

    @Override
    public int enterAfter() {
        return 3;
    }

    @Override
    public int leaveAfter() {
        return 3;
    }

    @Override
    public int criticalFrom() {
        return 2;
    }

    @Override
    public int cascadingFrom() {
        return 3;
    }

    @Override
    public Duration startGrace() {
        return Duration.ofMinutes(2);
    }

    @Override
    public int remembered() {
        return 5;
    }

    @Override
    public Restarts restarts() {
        return new Restarts() {
            @Override
            public int limit() {
                return 3;
            }

            @Override
            public Duration window() {
                return Duration.ofHours(1);
            }

            @Override
            public Duration pause() {
                return Duration.ofMinutes(5);
            }
        };
    }
}
