package prescient.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A decision and what it rested on.
 *
 * @param at when; no two entries have the same
 * @param feature which one
 * @param action {@code advance}, {@code rollback}, {@code freeze}, ... or {@code rule:<name>}
 * @param fromMode the mode before, or null
 * @param toMode the mode that was asked for, or null
 * @param changedBy who asked, or null when the service did it by itself
 * @param reason why, or null
 * @param decision {@code done}, {@code refused}, {@code failed}, {@code fired} or {@code cleared}
 * @param evidence what the decision rested on
 */
@Schema(name = "CutoverAuditEntry")
record AuditEntry(
        Instant at,
        String feature,
        String action,
        @Nullable String fromMode,
        @Nullable String toMode,
        @Nullable String changedBy,
        @Nullable String reason,
        String decision,
        ObjectNode evidence) {}
