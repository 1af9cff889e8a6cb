/**
 * The rules of paper trading: what cycles go by as they trade, and backtests as they replay. Pure, exact, any thread.
 */
@org.jspecify.annotations.NullMarked
package prescient.paper;
