package prescient.venuesim;

import java.util.List;

/**
 * What the venue has.
 *
 * @param origin where it comes from, for the status
 * @param notes what the reader of the status should know about it, such as files that were left out
 */
record Catalogue(Listing events, Listing markets, String origin, List<String> notes) {}
