package prescient.sqlite.kind;

import java.util.Set;

/** Balances: {@code account_balance_history.db}. Stored in cents as they were told. */
final class BalanceKind extends AccountKind {

    BalanceKind() {
        super(
                "balance_history",
                Target.of(
                        "trade",
                        "account_balances",
                        2,
                        "environment text",
                        "balance_at timestamptz",
                        "balance numeric",
                        "raw text"),
                Set.of("id", "balance", "timestamp", "created_at"),
                Shape.of("balance_history", "balance", "timestamp"));
    }

    @Override
    void stored(Row row, Draft draft, Clock clock) {
        var balance = Amounts.cents(row, "balance", draft);
        draft.set("balance", balance);
        // Without a balance there is nothing to record: the row is kept as it is and has no place here.
        draft.set(
                "balance_at",
                balance == null ? null : Clock.printed(clock.local(row.text("timestamp"), "time", draft)));
        if (balance == null) {
            draft.flag("balance-missing");
        }
    }

    @Override
    void told(Row payload, Draft draft, Clock clock) {
        throw new IllegalStateException("balances were stored without a payload");
    }
}
