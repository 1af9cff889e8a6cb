/**
 * The feature {@code trades} and its two stores. In files: {@code paper_trades.json}, and beside it a journal of what
 * that file has no place for (orders, messages to deliver, cycles, notes on trades). In tables: the trades' rows.
 */
package prescient.trade.cutover;
