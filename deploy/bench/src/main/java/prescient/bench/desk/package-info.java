/** The trading desk: its reads and writes on a schedule, the import of old prices, and the supervisor's tick. */
package prescient.bench.desk;
