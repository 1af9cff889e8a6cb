package prescient.forecast.city;

import prescient.problem.Problem;

/** Refusals about cities. */
enum CityProblem implements Problem {
    UNKNOWN_CITY(400, "PUT /cities/{code} first, or correct the code; nothing of the batch was stored.");

    private final int status;
    private final String hint;

    CityProblem(int status, String hint) {
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
