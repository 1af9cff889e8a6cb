/** What is printed. */
package prescient.bench.report;
