package prescient.venuesim;

import java.nio.file.Path;

/** Where the simulated venue takes its events and markets from. */
public sealed interface VenueSource {

    /**
     * Made from the seed.
     *
     * @param events number of events, 1 to 100,000
     * @param markets number of markets over all events, 0 to 1,000,000
     * @param malformed whether a small share of the markets is broken in the ways the real venue's are
     */
    record Generated(int events, int markets, boolean malformed) implements VenueSource {
        public Generated {
            if (events < 1 || events > 100_000) {
                throw new IllegalArgumentException("events must be 1 to 100000, not " + events);
            }
            if (markets < 0 || markets > 1_000_000) {
                throw new IllegalArgumentException("markets must be 0 to 1000000, not " + markets);
            }
        }
    }

    /**
     * Recorded answers of the real venue, served as they are.
     *
     * @param folder the folder of the *.json files
     */
    record Tape(Path folder) implements VenueSource {}
}
