package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import prescient.market.venue.Defect;

/** Writes quarantine. What is there already, at the same place with the same content, is not repeated. */
@ApplicationScoped
public class QuarantineTable {

    private final Pool pool;

    QuarantineTable(Pool pool) {
        this.pool = pool;
    }

    /** Keeps the defects of a venue's answers. */
    public Uni<Void> keep(String venue, List<Defect> defects, String runId, Instant at) {
        if (defects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = new Columns<>(defects)
                .texts(Defect::position)
                .texts(Defect::reason)
                .texts(Defect::payload)
                .one(venue)
                .one(runId)
                .one(at.atOffset(ZoneOffset.UTC))
                .list();
        return pool.preparedQuery("""
                        INSERT INTO quarantine (source, position, reason, payload, run_id, quarantined_at)
                        SELECT $4::text, i.position, i.reason, i.payload, $5, $6
                        FROM unnest($1::text[], $2::text[], $3::text[]) AS i(position, reason, payload)
                        WHERE NOT EXISTS (SELECT FROM quarantine q
                            WHERE q.source = $4::text AND q.position = i.position AND q.payload = i.payload)
                        """).execute(Tuple.from(values)).replaceWithVoid();
    }
}
