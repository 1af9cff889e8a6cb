package prescient.local.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import prescient.local.LauncherProblem;
import prescient.local.Venue;

/** Where market data should come from. */
final class VenueOptions {

    @Option(names = "--tape", paramLabel = "DIR", description = "Replay recorded venue JSON from this folder.")
    @Nullable Path tape;

    @Option(names = "--live-data", description = "Use the venue's real public read API.")
    boolean live;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the generated markets; 1 by default.")
    @Nullable Long seed;

    @Option(names = "--events", paramLabel = "N", description = "Number of generated events; 2000 by default.")
    @Nullable Integer events;

    @Option(names = "--markets", paramLabel = "N", description = "Number of generated markets; 10000 by default.")
    @Nullable Integer markets;

    Venue venue() {
        var generates = seed != null || events != null || markets != null;
        if ((tape != null ? 1 : 0) + (live ? 1 : 0) + (generates ? 1 : 0) > 1) {
            throw new LauncherProblem(
                    "USAGE",
                    "--tape, --live-data and --seed/--events/--markets exclude each other.",
                    "Keep one source of market data.",
                    LauncherProblem.USAGE);
        }
        if (tape != null) {
            return new Venue.Tape(tape.toAbsolutePath());
        }
        var defaults = Venue.Simulated.DEFAULT;
        return live
                ? new Venue.Live()
                : new Venue.Simulated(
                        seed == null ? defaults.seed() : seed,
                        events == null ? defaults.events() : events,
                        markets == null ? defaults.markets() : markets);
    }
}
