/** Reads beside the answer of a health endpoint that does nothing. */
package prescient.bench.read;
