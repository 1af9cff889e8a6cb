package prescient.local;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import prescient.local.service.JarCommand;
import prescient.local.service.ServiceCommand;

/**
 * How a suite starts. Begin with {@link #in} and change it with the {@code with} methods.
 *
 * @param data the data folder; two suites never share one
 * @param cache where unpacked PostgreSQL programs are kept between suites
 * @param portBase see {@link Ports}; empty takes free ports
 * @param venue where market data comes from
 * @param at the time the suite believes it is when it starts; null is the real one
 * @param clock the machine's clock
 * @param command how a service's process is started
 * @param environment further variables for every service
 */
public record SuiteConfig(
        Path data,
        Path cache,
        OptionalInt portBase,
        Venue venue,
        @Nullable Instant at,
        InstantSource clock,
        ServiceCommand command,
        Map<String, String> environment) {

    public SuiteConfig {
        environment = Map.copyOf(environment);
    }

    /** The services built under {@code root}, generated markets, free ports, and {@code data} as the data folder. */
    public static SuiteConfig in(Path root, Path data) {
        return new SuiteConfig(
                data,
                root.resolve(".prescient/cache"),
                OptionalInt.empty(),
                Venue.Simulated.DEFAULT,
                null,
                InstantSource.system(),
                JarCommand.of(root),
                Map.of());
    }

    public SuiteConfig withCache(Path newCache) {
        return new SuiteConfig(data, newCache, portBase, venue, at, clock, command, environment);
    }

    public SuiteConfig withPortBase(OptionalInt newBase) {
        return new SuiteConfig(data, cache, newBase, venue, at, clock, command, environment);
    }

    public SuiteConfig withVenue(Venue newVenue) {
        return new SuiteConfig(data, cache, portBase, newVenue, at, clock, command, environment);
    }

    /** The time the suite believes it is when it starts; null is the real one. */
    public SuiteConfig withAt(@Nullable Instant newAt) {
        return new SuiteConfig(data, cache, portBase, venue, newAt, clock, command, environment);
    }

    public SuiteConfig withCommand(ServiceCommand newCommand) {
        return new SuiteConfig(data, cache, portBase, venue, at, clock, newCommand, environment);
    }

    /** Variables for every service beside those the launcher sets; they win. */
    public SuiteConfig withEnvironment(Map<String, String> newEnvironment) {
        return new SuiteConfig(data, cache, portBase, venue, at, clock, command, newEnvironment);
    }
}
