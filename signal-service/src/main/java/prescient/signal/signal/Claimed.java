package prescient.signal.signal;

import java.util.List;

/**
 * The signals a claimant has for itself now.
 *
 * @param signals oldest run first, inside a run the most confident first
 */
record Claimed(List<Signal> signals) {}
