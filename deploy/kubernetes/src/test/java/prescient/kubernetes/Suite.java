package prescient.kubernetes;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import prescient.local.PortManifest;
import prescient.local.ServiceName;

/** What the code of the suite says about itself, read from its sources. */
final class Suite {

    static final String GATEWAY = "gateway";
    static final String DATABASE = "database";
    static final String VENUE = "venue-sim";
    static final String MIGRATION = "migration";

    private static final Path ROOT = Path.of(System.getProperty("prescient.root", "../.."));
    private static final Pattern NEIGHBOUR = Pattern.compile("\\$\\{prescient\\.url\\.([a-z-]+)[:}].*");
    private static final Pattern ASKED = Pattern.compile("\\bURI (\\w+)\\(\\);");

    private Suite() {}

    /** Someone who opens a connection, and to whom. */
    record Flow(String from, String to, int port) implements Comparable<Flow> {
        @Override
        public int compareTo(Flow other) {
            return toString().compareTo(other.toString());
        }
    }

    static int port(String name) {
        return PortManifest.load().port(name);
    }

    /** The services and the gateway. */
    static List<String> components() {
        return Stream.concat(Stream.of(ServiceName.values()).map(ServiceName::moduleName), Stream.of(GATEWAY))
                .toList();
    }

    /** Every connection between parts of the suite that its code may open. */
    static Set<Flow> flows() {
        var flows = new TreeSet<Flow>();
        for (var service : ServiceName.values()) {
            flows.add(new Flow(GATEWAY, service.moduleName(), port(service.moduleName())));
            flows.add(new Flow(service.moduleName(), DATABASE, port("postgres")));
            for (var neighbour : neighbours(service)) {
                flows.add(new Flow(service.moduleName(), neighbour, port(neighbour)));
            }
        }
        flows.add(new Flow(MIGRATION, DATABASE, port("postgres")));
        return flows;
    }

    /** By its REST clients, and by the addresses it asks for the status. */
    private static Set<String> neighbours(ServiceName service) {
        var neighbours = new TreeSet<String>();
        settings(service).forEach((key, value) -> {
            var url = NEIGHBOUR.matcher(value);
            if (key.matches("quarkus\\.rest-client\\..*\\.url") && url.matches()) {
                neighbours.add(url.group(1) + "-service");
            }
        });
        for (var source : sources(service)) {
            if (source.contains("@ConfigMapping(prefix = \"prescient.url\")")) {
                ASKED.matcher(source)
                        .results()
                        .map(method ->
                                method.group(1).replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                        .forEach(name -> neighbours.add(name + "-service"));
            }
        }
        return neighbours;
    }

    /** What a service's own and the common configuration say. */
    static Map<String, String> settings(ServiceName service) {
        var all = new LinkedHashMap<String, String>();
        for (var file : List.of(
                "shared-schema/src/main/resources/META-INF/microprofile-config.properties",
                service.moduleName() + "/src/main/resources/application.properties")) {
            var properties = new Properties();
            try {
                properties.load(new StringReader(text(file)));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
        }
        return all;
    }

    /** A file of the project. */
    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The service a container or Deployment is named after; empty for the gateway and others. */
    static Optional<ServiceName> service(String name) {
        return Stream.of(ServiceName.values())
                .filter(service -> service.moduleName().equals(name))
                .findFirst();
    }

    private static List<String> sources(ServiceName service) {
        try (var files = Files.walk(ROOT.resolve(service.moduleName()).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> text(ROOT.relativize(file).toString()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
