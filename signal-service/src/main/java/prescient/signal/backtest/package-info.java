/**
 * Backtests: a strategy over what was recorded, in the order of time, through the rules that paper trading goes by. A
 * replay reads only rows it has come to, so it cannot see what was not known yet.
 */
package prescient.signal.backtest;
