package prescient.signal.entry;

import java.time.Instant;
import java.util.List;

/**
 * What a second leaves to be stored.
 *
 * @param settings what it was decided by; if others are in force, nothing is entered
 * @param lease its token; if another replica has it, nothing is entered
 * @param decisions those that differ from the ones before
 * @param answered intents that were answered since the second before
 */
record Tick(
        StoredSettings settings,
        long lease,
        EntryState state,
        List<EntryDecision> decisions,
        List<Intent> answered,
        Instant now) {}
