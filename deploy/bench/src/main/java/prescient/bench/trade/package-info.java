/** Trades over HTTP beside the same statements from pgbench. */
package prescient.bench.trade;
