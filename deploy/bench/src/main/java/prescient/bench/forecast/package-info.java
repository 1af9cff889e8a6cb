/** How fast forecasts are found, judged and taken in: the read helpers, calibration, and the import of CSV files. */
package prescient.bench.forecast;
