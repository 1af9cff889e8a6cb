package prescient.forecast.probability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.CsvLine;
import prescient.forecast.csv.CsvSheet;

/**
 * Fingerprints as the legacy generators wrote them: a CSV file per bucket, a line per minute, its columns known by name
 * ({@code >= +0.25%} and {@code <= -0.25%}, {@code pos_0_25} and {@code neg_0_25}, or {@code >= 0.25%} for either
 * direction), whatever their number and the number of lines. Blocks. Stateless.
 */
final class FingerprintFile {

    private static final Pattern NAME = Pattern.compile(
            "([A-Za-z0-9]{2,10})_fingerprint_(?:directional_)?(?:baseline|momentum_(-?[0-9]{1,3}))\\.csv");
    private static final Pattern UP = Pattern.compile(">= ?\\+([0-9]+\\.[0-9]+)%|pos_([0-9]+_[0-9]+)");
    private static final Pattern DOWN = Pattern.compile("<= ?-([0-9]+\\.[0-9]+)%|neg_([0-9]+_[0-9]+)");
    private static final Pattern EITHER = Pattern.compile(">= ?([0-9]+\\.[0-9]+)%()");
    private static final Pattern MINUTE = Pattern.compile("([0-9]{1,3})(?:m TTC)?");
    private static final int DEEP = 6;
    private static final int MOST_BYTES = 1 << 20;

    private FingerprintFile() {}

    /** True when the name is that of a fingerprint. */
    static boolean named(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * All sets below a folder, by symbol and name; a set is a folder with its tables, and has the folder's name.
     *
     * @return paths of a set's files, sorted
     */
    static List<List<Path>> sets(Path folder) {
        var sets = new TreeMap<String, List<Path>>();
        try (var files = Files.walk(folder, DEEP)) {
            files.filter(file -> named(file) && Files.isRegularFile(file))
                    .sorted()
                    .forEach(file -> sets.computeIfAbsent(file.getParent() + "/" + symbol(file), k -> new ArrayList<>())
                            .add(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sets.values().stream()
                .sorted(Comparator.comparing(files -> String.valueOf(setName(files.getFirst()))))
                .toList();
    }

    static String setName(Path file) {
        var folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? "" : String.valueOf(folder.getFileName());
    }

    static String symbol(Path file) {
        return matched(file).group(1).toUpperCase(Locale.ROOT);
    }

    private static Matcher matched(Path file) {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            throw new IllegalArgumentException(file.getFileName() + " is not named as a fingerprint");
        }
        return name;
    }

    /**
     * Reads the files of one set.
     *
     * @throws IllegalArgumentException when one of them is no fingerprint; the message names it
     */
    static FingerprintSet read(List<Path> files) {
        Fingerprint baseline = null;
        var buckets = new HashMap<Integer, Fingerprint>();
        for (var file : files) {
            var bucket = matched(file).group(2);
            var table = read(file);
            if (bucket == null && baseline == null) {
                baseline = table;
            } else if (bucket == null || buckets.put(Integer.valueOf(bucket), table) != null) {
                throw new IllegalArgumentException(file.getFileName() + " is a second table of its bucket");
            }
        }
        return new FingerprintSet(symbol(files.getFirst()), setName(files.getFirst()), baseline, buckets);
    }

    /**
     * Reads one file.
     *
     * @throws IllegalArgumentException when it is no fingerprint; the message names file, line and reason
     */
    static Fingerprint read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("it is larger than a fingerprint");
            }
            return table(CsvSheet.read(file));
        } catch (IOException | UncheckedIOException unreadable) {
            throw new IllegalArgumentException(file.getFileName() + ": it cannot be read", unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file.getFileName() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Fingerprint table(CsvSheet sheet) {
        if (sheet.openEnd()) {
            throw new IllegalArgumentException("it is cut off: the last line has no end");
        }
        var up = columns(sheet.header(), UP);
        var down = columns(sheet.header(), DOWN);
        var either = columns(sheet.header(), EITHER);
        boolean directional = either.isEmpty();
        if (up.size() + down.size() + either.size() != sheet.header().size() - 1) {
            throw new IllegalArgumentException("it has a column of unknown meaning");
        }
        if (directional ? !up.keySet().equals(down.keySet()) : !up.isEmpty() || !down.isEmpty()) {
            throw new IllegalArgumentException("its columns are not pairs of up and down");
        }
        var first = directional ? up : either;
        var thresholds =
                first.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        return new Fingerprint(thresholds, values(sheet, first), directional ? values(sheet, down) : null);
    }

    /** Places of columns by their threshold, ascending. */
    private static Map<Double, Integer> columns(List<String> header, Pattern form) {
        var found = new TreeMap<Double, Integer>();
        for (int i = 1; i < header.size(); i++) {
            var name = form.matcher(header.get(i).strip());
            if (name.matches()) {
                var digits = name.group(1) == null ? name.group(2).replace('_', '.') : name.group(1);
                if (found.put(Double.valueOf(digits), i) != null) {
                    throw new IllegalArgumentException("column " + header.get(i) + " is there twice");
                }
            }
        }
        return found;
    }

    private static double[] values(CsvSheet sheet, Map<Double, Integer> columns) {
        var values = new double[sheet.lines().size() * columns.size()];
        int minute = 0;
        int at = 0;
        for (var line : sheet.lines()) {
            minute++;
            var label = MINUTE.matcher(line.fields().getFirst().strip());
            if (!label.matches() || Integer.parseInt(label.group(1)) != minute) {
                throw wrong(line, "is not of minute " + minute);
            }
            if (line.fields().size() != sheet.header().size()) {
                throw wrong(line, "has another width than the header");
            }
            for (int column : columns.values()) {
                values[at++] = number(line, column);
            }
        }
        return values;
    }

    private static double number(CsvLine line, int column) {
        try {
            double value = Double.parseDouble(line.fields().get(column));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw wrong(line, "has no number in field " + (column + 1));
    }

    private static IllegalArgumentException wrong(CsvLine line, @Nullable String why) {
        return new IllegalArgumentException("line " + line.number() + " " + why);
    }
}
