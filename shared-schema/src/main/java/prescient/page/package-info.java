/** Lists page by cursor. */
package prescient.page;
