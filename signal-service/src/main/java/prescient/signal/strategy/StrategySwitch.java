package prescient.signal.strategy;

/**
 * What an operator may change about a strategy.
 *
 * @param enabled false refuses new runs
 */
record StrategySwitch(boolean enabled) {}
