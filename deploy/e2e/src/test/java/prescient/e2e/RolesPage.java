package prescient.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import prescient.local.ServiceName;

/**
 * Who may call what, as {@code docs/SECURITY.md} says it.
 *
 * @param ofEvery routes that each service has
 * @param ofOne routes of one service
 */
record RolesPage(Map<String, Set<String>> ofEvery, Map<ServiceName, Map<String, Set<String>>> ofOne) {

    private static final Pattern ROW = Pattern.compile("\\| ((?:GET|POST|PUT|PATCH|DELETE) \\S+) \\| ([a-z, ]+) \\|");

    static RolesPage read() throws IOException {
        var every = new LinkedHashMap<String, Set<String>>();
        var one = new LinkedHashMap<ServiceName, Map<String, Set<String>>>();
        for (var service : ServiceName.values()) {
            one.put(service, new LinkedHashMap<>());
        }
        Map<String, Set<String>> section = Map.of();
        for (var line : Files.readAllLines(LiveSuite.root().resolve("docs/SECURITY.md"))) {
            if (line.startsWith("### ")) {
                var name = line.substring(4);
                section = name.equals("every service")
                        ? every
                        : one.get(ServiceName.find(name).orElseThrow());
            }
            var row = ROW.matcher(line);
            if (row.matches()) {
                section.put(row.group(1), Set.of(row.group(2).split(", ", -1)));
            }
        }
        return new RolesPage(every, one);
    }

    /** All routes of a service. */
    Map<String, Set<String>> of(ServiceName service) {
        var all = new LinkedHashMap<>(ofEvery);
        all.putAll(ofOne.getOrDefault(service, Map.of()));
        return all;
    }

    /** All routes of all services. */
    Map<String, Set<String>> all() {
        var all = new LinkedHashMap<>(ofEvery);
        ofOne.values().forEach(all::putAll);
        return all;
    }

    /** True when somebody with {@code role} may use a route that is open to {@code open}. */
    static boolean isOpen(Set<String> open, String role) {
        return switch (role) {
            case "operator" -> open.contains("operator") || isOpen(open, "trader");
            case "trader" -> open.contains("trader") || isOpen(open, "viewer");
            default -> open.contains(role);
        };
    }
}
