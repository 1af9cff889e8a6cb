/** Whole trading cycles over the simulator's catalogue. */
package prescient.bench.cycle;
