/** The books of the portfolio that the legacy files hold, in memory, in its file and as records of its tables. */
package prescient.portfolio.books;
