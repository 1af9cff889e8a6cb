/**
 * Who may do what: bearer tokens of people and of services, roles, and the rule that a service does not start open.
 * {@code docs/SECURITY.md} lists which role may call which route.
 */
package prescient.auth;
