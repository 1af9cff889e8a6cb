/** What the cut-over costs: importing, reading in each mode, and writing to two stores. */
package prescient.bench.cutover;
