package prescient.transfer;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Import, comparison and export of a feature's records. */
@Path("/cutover")
@Tag(name = "cut-over")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TransferResource {

    private final ImportDesk imports;
    private final VerifyDesk verify;
    private final ExportDesk exports;
    private final JobDesk jobs;
    private final PairDesk pairs;
    private final QuarantineTable quarantine;

    TransferResource(
            ImportDesk imports,
            VerifyDesk verify,
            ExportDesk exports,
            JobDesk jobs,
            PairDesk pairs,
            QuarantineTable quarantine) {
        this.imports = imports;
        this.verify = verify;
        this.exports = exports;
        this.jobs = jobs;
        this.pairs = pairs;
        this.quarantine = quarantine;
    }

    /**
     * What to import.
     *
     * @param from folder with the files, absolute, on the service's machine; null for the live legacy folder
     * @param zone of the files' local times; null for that of the live ones
     * @param dryRun only tell what would happen
     */
    record ImportOrder(
            @Nullable String from,
            @Nullable String zone,
            @Nullable Boolean dryRun) {}

    /**
     * What to compare.
     *
     * @param from as for an import
     * @param zone as for an import
     */
    record VerifyOrder(@Nullable String from, @Nullable String zone) {}

    /**
     * Where to export to.
     *
     * @param to folder, absolute, on the service's machine
     * @param zone of the local times to be written; null for that of the live files
     * @param force replace files that are there and differ
     */
    record ExportOrder(
            String to, @Nullable String zone, @Nullable Boolean force) {
        ExportOrder {
            Objects.requireNonNull(to, "a required value is missing");
        }
    }

    /**
     * A difference that is understood.
     *
     * @param collection it is in
     * @param key of the record, {@code *} for any
     * @param field that may differ, {@code *} for any and for whole records
     * @param reason in words
     * @param expiresAt when it counts as a difference again, at most 90 days from now
     * @param by who accepts it
     */
    record AcceptOrder(String collection, String key, String field, String reason, Instant expiresAt, String by) {
        AcceptOrder {
            for (var text : new @Nullable String[] {collection, key, field, reason, by}) {
                if (text == null || text.isBlank()) {
                    throw new IllegalArgumentException("a required value is missing");
                }
            }
            Objects.requireNonNull(expiresAt, "a required value is missing");
        }
    }

    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/import")
    @ResponseStatus(202)
    public TransferJob startImport(@PathParam("feature") String feature, @Nullable ImportOrder order) {
        return order == null
                ? imports.start(feature, null, null, false)
                : imports.start(feature, order.from(), order.zone(), Boolean.TRUE.equals(order.dryRun()));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}/import")
    public TransferJob lastImport(@PathParam("feature") String feature) {
        pairs.feature(feature);
        return jobs.last(feature, TransferJob.IMPORT)
                .orElseThrow(() -> RequestProblem.NOT_FOUND.with("nothing was imported into " + feature));
    }

    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/verify")
    @ResponseStatus(202)
    public TransferJob startVerify(@PathParam("feature") String feature, @Nullable VerifyOrder order) {
        return order == null ? verify.start(feature, null, null) : verify.start(feature, order.from(), order.zone());
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}/parity")
    public VerifyDesk.Standing parity(@PathParam("feature") String feature) {
        return verify.standing(feature);
    }

    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/export")
    @ResponseStatus(202)
    public TransferJob startExport(@PathParam("feature") String feature, ExportOrder order) {
        if (order == null) {
            throw TransferProblem.FOLDER_MISSING.with("to is missing");
        }
        return exports.start(feature, order.to(), order.zone(), Boolean.TRUE.equals(order.force()));
    }

    /** Imports, comparisons and exports that were started, the newest first. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}/jobs")
    public Page<TransferJob> newest(
            @PathParam("feature") String feature,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        pairs.feature(feature);
        int rows = PageLimit.parse(limit);
        return Page.of(
                jobs.newest(feature, rows + 1, Cursor.instant(cursor)),
                rows,
                last -> last.startedAt().toString());
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}/jobs/{id}")
    public TransferJob job(@PathParam("feature") String feature, @PathParam("id") String id) {
        pairs.feature(feature);
        return jobs.find(feature, id).orElseThrow(() -> RequestProblem.NOT_FOUND.with("no job " + id));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}/differences")
    public Page<ParityTable.CurrentDifference> differences(
            @PathParam("feature") String feature,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var found = verify.differences(feature, Cursor.parts(cursor, 3), rows + 1);
        return Page.of(found, rows, last -> Cursor.of(last.collection(), last.key(), last.field()));
    }

    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/{feature}/accept")
    public Accepted accept(@PathParam("feature") String feature, AcceptOrder order) {
        if (order == null) {
            throw TransferProblem.ACCEPTANCE_INVALID.with("the body is missing");
        }
        var now = order.expiresAt();
        return verify.accept(
                feature,
                new Accepted(0, order.collection(), order.key(), order.field(), order.reason(), order.by(), now, now));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}/accepted")
    public List<Accepted> accepted(@PathParam("feature") String feature) {
        return verify.accepted(feature);
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{feature}/quarantine")
    public Page<QuarantineTable.Quarantined> quarantine(
            @PathParam("feature") String feature,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        pairs.feature(feature);
        int rows = PageLimit.parse(limit);
        var found = quarantine.list(feature, Cursor.number(cursor), rows + 1);
        return Page.of(found, rows, last -> String.valueOf(last.quarantineId()));
    }
}
