package prescient.signal.strategy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** SQL on {@code strategies}. */
@ApplicationScoped
class StrategyTable {

    private final Pool pool;
    private final ObjectMapper json;
    private final InstantSource clock;

    StrategyTable(Pool pool, ObjectMapper json, InstantSource clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /** Names of the strategies an operator switched off. */
    Uni<Set<String>> disabled() {
        return pool.preparedQuery("SELECT name FROM strategies WHERE NOT enabled")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("name"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Inserts new strategies and refreshes changed ones; leaves {@code enabled} as it is. */
    Uni<Void> register(List<StrategyLine> lines) {
        return pool.preparedQuery("""
                        INSERT INTO strategies (name, version, description, default_parameters, updated_at)
                        SELECT name, version, description, defaults::jsonb, $5
                        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
                            AS given (name, version, description, defaults)
                        ON CONFLICT (name) DO UPDATE SET
                            version = EXCLUDED.version,
                            description = EXCLUDED.description,
                            default_parameters = EXCLUDED.default_parameters,
                            updated_at = EXCLUDED.updated_at
                        WHERE (strategies.version, strategies.description, strategies.default_parameters)
                            IS DISTINCT FROM (EXCLUDED.version, EXCLUDED.description, EXCLUDED.default_parameters)
                        """)
                .execute(Tuple.from(List.of(
                        lines.stream().map(StrategyLine::name).toArray(String[]::new),
                        lines.stream().map(StrategyLine::version).toArray(String[]::new),
                        lines.stream().map(StrategyLine::description).toArray(String[]::new),
                        lines.stream().map(this::defaults).toArray(String[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    /** Writes whether the strategy is on, whether or not it was registered before. */
    Uni<Void> enable(StrategyLine line) {
        return pool.preparedQuery("""
                        INSERT INTO strategies (name, version, description, default_parameters, enabled, updated_at)
                        VALUES ($1, $2, $3, $4::text::jsonb, $5, $6)
                        ON CONFLICT (name) DO UPDATE SET
                            enabled = EXCLUDED.enabled, updated_at = EXCLUDED.updated_at
                        """)
                .execute(Tuple.of(
                        line.name(),
                        line.version(),
                        line.description(),
                        defaults(line),
                        line.enabled(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Switches these off and all others on; a strategy this release does not know has no row and stays away. */
    Uni<Void> disable(Set<String> names) {
        return pool.preparedQuery("""
                        UPDATE strategies SET enabled = NOT name = ANY ($1::text[]), updated_at = $2
                        WHERE enabled = (name = ANY ($1::text[]))
                        """)
                .execute(Tuple.of(names.toArray(String[]::new), clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private String defaults(StrategyLine line) {
        var values = new TreeMap<String, Object>();
        line.parameters().forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
