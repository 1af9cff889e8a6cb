package prescient.signal.signal;

import java.util.List;

/**
 * What an operation makes of the file store's state.
 *
 * @param next the state after it
 * @param answer for the caller
 * @param changed signals that are different now
 */
record Step<T>(SignalState next, T answer, List<KnownSignal> changed) {}
