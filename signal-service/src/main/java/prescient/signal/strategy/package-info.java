/** Strategies: pure rules from markets to advice. A new strategy is one class that implements {@code Strategy}. */
package prescient.signal.strategy;
