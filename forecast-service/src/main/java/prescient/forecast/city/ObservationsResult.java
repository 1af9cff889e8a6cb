package prescient.forecast.city;

/**
 * What a batch did.
 *
 * @param stored new observations
 * @param corrected observations that had another temperature before
 * @param repeated observations that were there already
 */
record ObservationsResult(int stored, int corrected, int repeated) {}
