package prescient.local.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code deploy/containers/compose.yaml}, with its anchors merged.
 *
 * @param services by name
 */
record Compose(Map<String, Map<String, Object>> services, Map<String, Object> secrets, Map<String, Object> networks) {

    static final Path FOLDER = Path.of(System.getProperty("prescient.root"), "deploy", "containers");

    @SuppressWarnings("unchecked") // The shape of a compose file; a cast that fails fails the test.
    static Compose read() throws IOException {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(FOLDER.resolve("compose.yaml")));
        return new Compose(
                (Map<String, Map<String, Object>>) file.get("services"),
                (Map<String, Object>) file.get("secrets"),
                (Map<String, Object>) file.get("networks"));
    }

    Map<String, Object> service(String name) {
        var service = services.get(name);
        if (service == null) {
            throw new AssertionError("compose.yaml has no service " + name);
        }
        return service;
    }

    /** A value as text, empty when it is not there; lists and maps as Java shows them. */
    String text(String service, String key) {
        var value = service(service).get(key);
        return value == null ? "" : value.toString();
    }

    @SuppressWarnings("unchecked") // As above.
    Map<String, Object> environment(String service) {
        return (Map<String, Object>) service(service).getOrDefault("environment", Map.of());
    }

    @SuppressWarnings("unchecked") // As above.
    List<Object> list(String service, String key) {
        return (List<Object>) service(service).getOrDefault(key, List.of());
    }
}
