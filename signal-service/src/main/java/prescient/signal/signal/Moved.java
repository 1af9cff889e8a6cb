package prescient.signal.signal;

import java.util.List;

/**
 * What a claim did.
 *
 * @param claimed signals leased to the claimant, in order
 * @param expired signals that were too old
 */
record Moved(List<Signal> claimed, int expired) {}
