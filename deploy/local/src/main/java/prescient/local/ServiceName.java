package prescient.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The five services, in the order in which their output is shown. */
public enum ServiceName {
    MARKET_INGEST("market"),
    SIGNAL("signal"),
    TRADE("trade"),
    PORTFOLIO("portfolio"),
    FORECAST("forecast");

    private final String schema;

    ServiceName(String schema) {
        this.schema = schema;
    }

    /** The name in commands, settings and logs, for instance {@code market-ingest}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of its module and of its entry in {@code ports.properties}, for instance {@code trade-service}. */
    public String moduleName() {
        return shortName() + "-service";
    }

    /** The environment variable that tells every service where this one is. */
    public String urlVariable() {
        return "PRESCIENT_URL_" + name();
    }

    /** Its schema in the database. */
    public String schema() {
        return schema;
    }

    /** The role that reads and writes rows of its schema at run time. */
    public String role() {
        return "prescient_" + schema;
    }

    /** The role that owns its schema and migrates it. */
    public String ownerRole() {
        return role() + "_owner";
    }

    /** The service called {@code text}: {@code trade}, {@code trade-service}, any case. */
    public static Optional<ServiceName> find(String text) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(service -> wanted.equals(service.shortName()) || wanted.equals(service.moduleName()))
                .findFirst();
    }

    /** All short names, separated by commas. */
    public static String names() {
        return Arrays.stream(values()).map(ServiceName::shortName).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return moduleName();
    }
}
