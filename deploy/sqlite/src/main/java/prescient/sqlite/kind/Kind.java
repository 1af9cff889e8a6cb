package prescient.sqlite.kind;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import prescient.sqlite.file.StoredTable;

/** A kind of table of the old desk: in which shapes it comes, and what its rows become. */
public interface Kind {

    /**
     * A shape it comes in.
     *
     * @param name as in the documentation
     * @param required the columns without which a table is not of this shape
     * @param absent the columns with which it is of another
     */
    record Shape(String name, Set<String> required, Set<String> absent) {

        static Shape of(String name, String... required) {
            return new Shape(name, Set.of(required), Set.of());
        }

        Shape without(String... columns) {
            return new Shape(name, required, Set.of(columns));
        }

        boolean fits(StoredTable table) {
            var names = table.names();
            return names.containsAll(required) && absent.stream().noneMatch(names::contains);
        }
    }

    /** What turns the rows of one table into records; used for one table by one thread. */
    @FunctionalInterface
    interface Converter {
        void convert(Row row, Draft draft);
    }

    /** The names its tables have. */
    Set<String> tables();

    /** In the order in which they are tried. */
    List<Shape> shapes();

    /** All columns that any of the shapes has and the conversion knows. */
    Set<String> known();

    Target target();

    /** The order in which its rows are read, as SQL. */
    default String order() {
        return "1";
    }

    /** The conversion of a table's rows. */
    Converter converter(Source source);

    /** The shape of a table, empty when it is none that is known. */
    default Optional<Shape> shape(StoredTable table) {
        return shapes().stream().filter(shape -> shape.fits(table)).findFirst();
    }

    /** Columns nobody knows. */
    default List<String> extra(StoredTable table) {
        return table.columns().stream()
                .filter(column -> !known().contains(StoredTable.lower(column)))
                .toList();
    }

    /** The required columns of the shape that fits best, for a message. */
    default Collection<String> missing(StoredTable table) {
        return shapes().stream()
                .map(shape -> shape.required().stream()
                        .filter(column -> !table.names().contains(column))
                        .sorted()
                        .toList())
                .min(java.util.Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /**
     * What the conversion has to know about a file besides its rows.
     *
     * @param environment whose records they are
     * @param symbol whose prices they are
     * @param clock reads its times
     */
    record Source(String environment, String symbol, Clock clock) {}
}
