package prescient.trade.simulation;

import prescient.problem.Problem;

/** Refusals of the paper exchange's own routes. What it refuses of an order is in {@link Refusal}. */
enum SimulationProblem implements Problem {
    ORDER_ID_TAKEN(409, "This client order id was used for another order; send the new one under a new id."),
    SNAPSHOT_TAKEN(409, "A snapshot of this name exists; choose another name."),
    UNKNOWN_SNAPSHOT(404, "GET /simulation/snapshots lists them."),
    UNKNOWN_ORDER(404, "The exchange never got an order of this id.");

    private final int status;
    private final String hint;

    SimulationProblem(int status, String hint) {
        this.status = status;
        this.hint = hint;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String hint() {
        return hint;
    }
}
