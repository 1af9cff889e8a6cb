package prescient.forecast.csv;

/** A record and where it stood. */
public record CsvEntry<T>(CsvLine line, T record) {}
