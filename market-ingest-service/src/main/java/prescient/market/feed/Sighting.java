package prescient.market.feed;

import java.time.Instant;

/**
 * Something seen in a catalogue.
 *
 * @param position in the order of the catalogue, from 0
 * @param at when the page was read
 */
record Sighting<T>(T what, int position, Instant at) {}
