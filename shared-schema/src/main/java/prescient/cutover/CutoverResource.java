package prescient.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.cutover.BackupTable.Backup;
import prescient.cutover.FeatureWatch.Watches;
import prescient.cutover.MoveDesk.Outcome;
import prescient.cutover.Moves.Wish;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.ProblemBody;
import prescient.problem.RequestProblem;

/** How the cut-over stands, and the verbs that move it. */
@Path("/cutover")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CutoverResource {

    private final CutoverDesk desk;
    private final MoveDesk moves;
    private final ReportDesk reports;
    private final GateDesk gates;
    private final WatchDesk watches;

    CutoverResource(CutoverDesk desk, MoveDesk moves, ReportDesk reports, GateDesk gates, WatchDesk watches) {
        this.desk = desk;
        this.moves = moves;
        this.reports = reports;
        this.gates = gates;
        this.watches = watches;
    }

    /** A step on; {@code dryRun} only computes the gates. */
    @Schema(name = "CutoverAdvance")
    record Advance(
            @Nullable Boolean dryRun,
            @Nullable String by,
            @Nullable String reason) {}

    /** Back to a mode; one step when {@code to} is null. */
    @Schema(name = "CutoverRollback")
    record Rollback(
            @Nullable String to,
            @Nullable String reason,
            @Nullable Boolean force,
            @Nullable String by) {}

    /** Who, and why. */
    @Schema(name = "CutoverFreeze")
    record Freeze(@Nullable String reason, @Nullable String by) {}

    /** A rule that is raised from outside: {@code simulation-failed} or {@code manual-halt}. */
    @Schema(name = "CutoverHalt")
    record Halt(String rule, String reason, @Nullable String by) {
        Halt {
            Objects.requireNonNull(rule, "a required value is missing");
            Objects.requireNonNull(reason, "a required value is missing");
            if (!Rules.RAISED.contains(rule)) {
                throw new IllegalArgumentException("rule is one of " + Rules.RAISED);
            }
        }
    }

    /** A backup that was restored and compared. */
    @Schema(name = "CutoverVerifiedBackup")
    record VerifiedBackup(
            String backupId, Instant verifiedAt, @Nullable JsonNode checks) {
        VerifiedBackup {
            Objects.requireNonNull(backupId, "a required value is missing");
            Objects.requireNonNull(verifiedAt, "a required value is missing");
        }
    }

    /** A refused step: a problem document with the gates and their evidence. */
    @Schema(name = "CutoverRefusedStep")
    record RefusedStep(
            String type, String title, int status, String detail, String code, String hint, Outcome outcome) {}

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    public ServiceReport all() {
        return reports.service();
    }

    /** The four weeks after each feature's move to the database, day by day. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/watch")
    public Watches watch() {
        return watches.all();
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}")
    public FeatureReport one(@RestPath String feature) {
        return reports.feature(cutover(feature));
    }

    /** Takes the next step of the migration when all gates hold; 409 with the gates when one does not. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/advance")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response advance(@RestPath String feature, @RequestBody(required = false) @Nullable Advance content) {
        var wish = content == null ? new Advance(null, null, null) : content;
        boolean dryRun = Boolean.TRUE.equals(wish.dryRun());
        var outcome = moves.advance(cutover(feature), dryRun, wish.by(), wish.reason());
        if (dryRun || outcome.done()) {
            return Response.ok(outcome).build();
        }
        var body = ProblemBody.of(CutoverProblem.MODE_STAYS, outcome.sentence());
        return Response.status(body.status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(new RefusedStep(
                        body.type(), body.title(), body.status(), body.detail(), body.code(), body.hint(), outcome))
                .build();
    }

    /** Goes back, step by step, without losing anything. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    public Outcome rollback(@RestPath String feature, @RequestBody(required = false) @Nullable Rollback content) {
        var wish = content == null ? new Rollback(null, null, null, null) : content;
        var to = wish.to() == null
                ? null
                : Mode.of(wish.to()).orElseThrow(() -> RequestProblem.INVALID_FIELD.with("to: no mode " + wish.to()));
        return moves.rollback(
                cutover(feature), to, new Wish(wish.by(), wish.reason(), Boolean.TRUE.equals(wish.force())));
    }

    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/freeze")
    @Consumes(MediaType.APPLICATION_JSON)
    public FeatureReport freeze(@RestPath String feature, @RequestBody(required = false) @Nullable Freeze content) {
        return frozen(feature, content, true);
    }

    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/unfreeze")
    @Consumes(MediaType.APPLICATION_JSON)
    public FeatureReport unfreeze(@RestPath String feature, @RequestBody(required = false) @Nullable Freeze content) {
        return frozen(feature, content, false);
    }

    /** Raises a rule; it holds the gates until it is taken back, and acts if it is set to. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/halt")
    @Consumes(MediaType.APPLICATION_JSON)
    public FeatureReport halt(@RestPath String feature, Halt content) {
        Objects.requireNonNull(content, "the body is missing");
        var cutover = cutover(feature);
        moves.halt(cutover, content.rule(), content.by(), content.reason());
        return reports.feature(cutover);
    }

    /** Takes a raised rule back. */
    @RolesAllowed(Roles.OPERATOR)
    @DELETE
    @Path("/{feature}/halt/{rule}")
    public FeatureReport clear(@RestPath String feature, @RestPath String rule, @RestQuery @Nullable String by) {
        var cutover = cutover(feature);
        moves.clear(cutover, rule, by);
        return reports.feature(cutover);
    }

    /** Decisions and what they rested on, the newest first. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}/audit")
    public Page<AuditEntry> audit(
            @RestPath String feature, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        int rows = PageLimit.parse(limit);
        var name = cutover(feature).feature().name();
        try {
            var before = cursor == null ? Instant.parse("9999-01-01T00:00:00Z") : Instant.parse(cursor);
            return Page.of(
                    desk.audit().newest(name, rows + 1, before),
                    rows,
                    entry -> entry.at().toString());
        } catch (DateTimeParseException wrong) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor: take it from next_cursor");
        }
    }

    /** Tells of a backup that was restored and compared. */
    @RolesAllowed(Roles.OPERATOR)
    @PUT
    @Path("/backup")
    @Consumes(MediaType.APPLICATION_JSON)
    public ServiceReport backup(VerifiedBackup content) {
        Objects.requireNonNull(content, "the body is missing");
        var checks = content.checks() == null ? NullNode.getInstance() : content.checks();
        gates.told(new Backup(content.backupId(), content.verifiedAt(), checks));
        return reports.service();
    }

    private FeatureReport frozen(String feature, @Nullable Freeze content, boolean frozen) {
        var wish = content == null ? new Freeze(null, null) : content;
        var cutover = cutover(feature);
        moves.freeze(cutover, frozen, wish.by(), wish.reason());
        return reports.feature(cutover);
    }

    private Cutover cutover(String feature) {
        return desk.all().stream()
                .filter(cutover -> cutover.feature().name().equals(feature))
                .findFirst()
                .orElseThrow(() -> RequestProblem.NOT_FOUND.with("this service has no feature " + feature));
    }
}
