/** The books: their entries, and the proof that they are right. */
package prescient.portfolio.ledger;
