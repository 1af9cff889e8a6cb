package prescient.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import prescient.local.ServiceName;
import prescient.local.state.DataFolder;

/** What the services wrote. */
record ServiceLogs(DataFolder folder) {

    private static final Pattern HEAD =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} +(?<level>[A-Z]+) .*");

    private static final int TRACE = 3;

    /** How many lines each log has now, so that a test can look at what came after. */
    Map<ServiceName, Integer> mark() {
        var marks = new EnumMap<ServiceName, Integer>(ServiceName.class);
        for (var service : ServiceName.values()) {
            marks.put(service, lines(service).size());
        }
        return marks;
    }

    /** Lines of one of {@code levels} since {@code mark}, each with its service and the top of its stack trace. */
    List<String> since(Map<ServiceName, Integer> mark, Set<String> levels) {
        var found = new ArrayList<String>();
        for (var service : ServiceName.values()) {
            var lines = lines(service);
            for (var at = mark.getOrDefault(service, 0); at < lines.size(); at++) {
                var head = HEAD.matcher(lines.get(at));
                if (head.matches() && levels.contains(head.group("level"))) {
                    found.add(service + ": " + lines.get(at) + trace(lines, at + 1));
                }
            }
        }
        return found;
    }

    /** Lines of one of {@code levels} since the start. */
    List<String> all(Set<String> levels) {
        return since(Map.of(), levels);
    }

    private static String trace(List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .limit(TRACE)
                .takeWhile(line -> !HEAD.matcher(line).matches())
                .map(line -> " / " + line.strip())
                .collect(Collectors.joining());
    }

    private List<String> lines(ServiceName service) {
        try {
            var log = folder.log(service.moduleName());
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
