/** HTTP load from as few instructions as possible: the generator shares the cores with what it measures. */
package prescient.bench.load;
