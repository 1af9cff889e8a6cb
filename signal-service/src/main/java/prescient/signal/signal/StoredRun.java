package prescient.signal.signal;

/**
 * A generation that was done before.
 *
 * @param requestHash of the request it answered
 * @param result its answer
 */
record StoredRun(String requestHash, GenerateResult result) {}
