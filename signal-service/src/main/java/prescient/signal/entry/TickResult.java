package prescient.signal.entry;

import java.util.Set;

/**
 * What a second's statement brought.
 *
 * @param settings as they are in force now
 * @param intended ids of the requests that are stored and may be sent
 */
record TickResult(StoredSettings settings, Set<String> intended) {}
