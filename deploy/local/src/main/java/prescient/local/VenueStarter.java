package prescient.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.local.state.DataFolder;
import prescient.venuesim.UnusableTape;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;
import prescient.venuesim.VenueSource;

/** Starts the venue simulator inside the launcher, if the configuration asks for one. */
final class VenueStarter {

    private VenueStarter() {}

    /** A running simulator on {@code port} in the suite's time; empty for live data. */
    static Optional<VenueSim> start(SuiteConfig config, DataFolder folder, InstantSource clock, int port) {
        return switch (config.venue()) {
            case Venue.Live live -> Optional.empty();
            case Venue.None none -> Optional.empty();
            case Venue.Tape(var tape) -> Optional.of(start(VenueSimConfig.tape(requireTape(tape), clock), port));
            case Venue.Simulated(var seed, var events, var markets) -> {
                var source = new VenueSource.Generated(events, markets, true);
                var generated =
                        VenueSimConfig.generated(clock).withSource(source).withSeed(seed);
                yield Optional.of(start(generated.withEpoch(epoch(config, folder, clock)), port));
            }
        };
    }

    private static VenueSim start(VenueSimConfig config, int port) {
        try {
            return VenueSim.start(config.withPort(port));
        } catch (UnusableTape unusable) {
            throw new LauncherProblem(
                    "TAPE_UNUSABLE",
                    "The tape cannot be replayed: " + unusable.getMessage(),
                    "Name a folder with recorded Gamma JSON: --tape DIR.",
                    LauncherProblem.USAGE);
        }
    }

    private static Path requireTape(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new LauncherProblem(
                    "TAPE_MISSING",
                    "There is no folder " + folder + " with recorded venue answers.",
                    "Name an existing folder: --tape DIR.",
                    LauncherProblem.USAGE);
        }
        return folder;
    }

    /**
     * Generated markets end relative to an epoch. It is kept with the data, so that a suite that is started again
     * tomorrow meets the markets it holds positions in. A replay at a fixed time needs no memory.
     */
    private static @Nullable Instant epoch(SuiteConfig config, DataFolder folder, InstantSource clock) {
        if (config.at() != null) {
            return null;
        }
        var file = folder.root().resolve("venue-epoch");
        try {
            if (Files.exists(file)) {
                return Instant.parse(Files.readString(file).strip());
            }
            var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
            Files.writeString(file, today.toString());
            return today;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
