/** The predictions of a neural network that somebody else runs, as one more source. */
package prescient.forecast.lstm;
