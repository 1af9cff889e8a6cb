/** What a day's maximum was, as the National Weather Service reports it and the markets settle on. */
package prescient.forecast.truth;
