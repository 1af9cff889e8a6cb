import { html, nothing } from 'lit';
import { Element } from '../element.js';
import { NONE } from '../format.js';
import { empty } from './state.js';

/**
 * A table that sorts what it shows. `columns` is a list of `{ name, of, cell, isNumber }`: `of` takes a row's value, for
 * sorting and, without `cell`, for showing; `cell` renders it. On a narrow screen each row becomes a block with the
 * columns' names beside the values. `none` says why there may be no row.
 */
class Table extends Element {
  static properties = {
    rows: { attribute: false },
    columns: { attribute: false },
    label: { type: String },
    none: { type: String },
    sorted: { state: true },
  };

  rows = [];
  columns = [];
  label = '';
  none = 'There is nothing here yet.';
  sorted = null;

  render() {
    if (!this.rows.length) {
      return empty(this.none);
    }
    return html`<div class="table" role="region" aria-label=${this.label} tabindex="0">
      <table>
        <thead><tr>${this.columns.map(column => this.#head(column))}</tr></thead>
        <tbody>${this.#inOrder().map(row => html`<tr>${this.columns.map(column => this.#cell(column, row))}</tr>`)}</tbody>
      </table>
    </div>`;
  }

  #head(column) {
    const isSorted = this.sorted?.name === column.name;
    const direction = isSorted ? (this.sorted.isDown ? 'descending' : 'ascending') : nothing;
    return html`<th scope="col" class=${column.isNumber ? 'number' : nothing} aria-sort=${direction}>
      <button type="button" @click=${() => this.#sort(column)}>
        ${column.name}${isSorted ? html`<span aria-hidden="true">${this.sorted.isDown ? ' ▾' : ' ▴'}</span>` : ''}
      </button>
    </th>`;
  }

  #cell(column, row) {
    const value = column.cell ? column.cell(row) : (column.of(row) ?? NONE);
    return html`<td data-name=${column.name} class=${column.isNumber ? 'number' : nothing}><div>${value}</div></td>`;
  }

  /** Figures begin with the largest, words with the first. */
  #sort(column) {
    const isSorted = this.sorted?.name === column.name;
    this.sorted = { name: column.name, isDown: isSorted ? !this.sorted.isDown : Boolean(column.isNumber) };
  }

  #inOrder() {
    const column = this.columns.find(one => one.name === this.sorted?.name);
    if (!column) {
      return this.rows;
    }
    const factor = this.sorted.isDown ? -1 : 1;
    return this.rows.toSorted((one, other) => compare(column.of(one), column.of(other), factor));
  }
}

/** What is not known comes last in both directions. */
function compare(one, other, factor) {
  if (one === null || one === undefined || other === null || other === undefined) {
    return (one ?? null) === (other ?? null) ? 0 : (one ?? null) === null ? 1 : -1;
  }
  return factor * (typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(other));
}

customElements.define('p-table', Table);
