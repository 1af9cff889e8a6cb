package prescient.venuesim;

import java.time.Instant;

/** What one answer is made from: the simulated time, and the markets somebody moved by hand. */
record Moment(Instant at, Overrides overrides) {}
