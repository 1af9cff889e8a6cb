package prescient.forecast.history;

/**
 * A column of a file and of its table.
 *
 * @param field its name in the file
 * @param name its name in the table
 */
public record Column(String field, String name, ColumnKind kind) {}
