/** How well each source forecast, and the weight it gets for it. */
package prescient.forecast.calibration;
