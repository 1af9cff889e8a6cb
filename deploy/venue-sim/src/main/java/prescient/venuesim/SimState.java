package prescient.venuesim;

import java.time.Instant;

/** The parts of a running simulation that the routes share. Each of them is safe for many threads. */
record SimState(
        Catalogue catalogue,
        SimClock clock,
        Overrides overrides,
        Faults faults,
        Tally requests,
        Tally faultsServed,
        long seed,
        Instant epoch) {}
