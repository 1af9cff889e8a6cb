/** Portfolios: their cash, their positions, their books and what they are worth. */
package prescient.portfolio;
