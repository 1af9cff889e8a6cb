package prescient.local;

import java.nio.file.Path;

/** Where market data comes from. */
public sealed interface Venue {

    /**
     * Generated markets.
     *
     * @param seed decides everything that is generated
     * @param events number of events
     * @param markets number of markets over all events
     */
    record Simulated(long seed, int events, int markets) implements Venue {

        /** 2,000 events, 10,000 markets, seed 1. */
        public static final Simulated DEFAULT = new Simulated(1, 2_000, 10_000);
    }

    /**
     * Recorded answers of the venue.
     *
     * @param folder holds the recorded JSON files
     */
    record Tape(Path folder) implements Venue {}

    /** The venue's own public read API. */
    record Live() implements Venue {

        /** Its base URL. */
        public static final String URL = "https://gamma-api.polymarket.com";
    }

    /** Nowhere: for work on what is stored. Whoever asks for market data is refused a connection. */
    record None() implements Venue {}
}
