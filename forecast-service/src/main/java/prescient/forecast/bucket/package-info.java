/** The ranges of temperature that markets are about, their probabilities and their quotes. */
package prescient.forecast.bucket;
