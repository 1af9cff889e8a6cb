package prescient.signal.signal;

/**
 * What became of a batch of outcomes.
 *
 * @param applied signals that changed
 * @param repeated outcomes without effect: told before, unknown, or against what is already final
 */
record OutcomesResult(int applied, int repeated) {}
