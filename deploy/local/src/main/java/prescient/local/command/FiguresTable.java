package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A JSON answer of figures as lines: what there is once as name and value, lists as tables. Nulls are left out. */
final class FiguresTable {

    private static final Pattern NUMBER = Pattern.compile("-|[-+]?[0-9.]+");

    private FiguresTable() {}

    static List<String> lines(JsonNode answer) {
        var figures = new LinkedHashMap<String, String>();
        var lists = new LinkedHashMap<String, JsonNode>();
        collect("", answer, figures, lists);
        var width = width(figures.keySet());
        var lines = new ArrayList<String>();
        figures.forEach((name, value) -> lines.add(left(name, width) + "  " + value));
        lists.forEach((name, rows) -> {
            lines.add("");
            lines.add(rows.isEmpty() ? name + ": none" : name);
            if (!rows.isEmpty()) {
                lines.addAll(table(rows));
            }
        });
        return lines;
    }

    private static void collect(
            String prefix, JsonNode object, Map<String, String> figures, Map<String, JsonNode> lists) {
        object.properties().forEach(field -> {
            var name = prefix + field.getKey();
            var value = field.getValue();
            if (value.isArray()) {
                lists.put(name, value);
            } else if (isRatio(value)) {
                figures.put(
                        name, value.hasNonNull("value") ? value.path("value").asText() : reason(value));
            } else if (value.isObject()) {
                collect(name + ".", value, figures, lists);
            } else if (!value.isNull()) {
                figures.put(name, value.asText());
            }
        });
    }

    /** A figure that may be undefined: its value, or the reason why there is none. */
    private static boolean isRatio(JsonNode value) {
        return value.isObject() && value.has("reason") && value.has("value") && value.size() == 2;
    }

    private static String reason(JsonNode ratio) {
        return "- (" + ratio.path("reason").asText() + ")";
    }

    private static List<String> table(JsonNode list) {
        var rows = new ArrayList<Map<String, String>>();
        var columns = new LinkedHashSet<String>();
        for (var item : list) {
            var row = row(item);
            rows.add(row);
            columns.addAll(row.keySet());
        }
        var lines = new ArrayList<StringBuilder>();
        for (int i = 0; i <= rows.size(); i++) {
            lines.add(new StringBuilder());
        }
        for (var column : columns) {
            var cells = rows.stream().map(row -> cell(row, column)).toList();
            var width = Math.max(column.length(), width(cells));
            var numbers = cells.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
            append(lines.getFirst(), column, width, numbers);
            for (int i = 0; i < cells.size(); i++) {
                append(lines.get(i + 1), cells.get(i), width, numbers);
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    private static String cell(Map<String, String> row, String column) {
        var value = row.getOrDefault(column, "-");
        return value.startsWith("- (") ? "-" : value;
    }

    /** Lists within a row become one cell: the values of each of their items, commas between the items. */
    private static Map<String, String> row(JsonNode item) {
        var row = new LinkedHashMap<String, String>();
        var lists = new LinkedHashMap<String, JsonNode>();
        collect("", item, row, lists);
        lists.forEach((name, list) -> row.put(
                name,
                StreamSupport.stream(list.spliterator(), false)
                        .map(one -> String.join(" ", row(one).values()))
                        .collect(Collectors.joining(", "))));
        return row;
    }

    private static void append(StringBuilder line, String cell, int width, boolean rightAligned) {
        line.append(line.isEmpty() ? "" : "  ")
                .append(rightAligned ? " ".repeat(width - cell.length()) + cell : left(cell, width));
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static int width(Iterable<String> texts) {
        int width = 0;
        for (var text : texts) {
            width = Math.max(width, text.length());
        }
        return width;
    }
}
