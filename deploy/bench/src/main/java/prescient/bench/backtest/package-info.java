/** How fast backtests replay snapshots, against a plain loop over the same rows. */
package prescient.bench.backtest;
