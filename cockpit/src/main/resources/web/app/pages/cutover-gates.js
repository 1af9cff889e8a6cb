import { html } from 'lit';
import { evidence } from '../ui/facts.js';
import { badge } from '../ui/figure.js';
import { problem } from '../ui/state.js';
import '../ui/table.js';

const GATES = [
  { name: 'Gate', of: row => row.name },
  { name: 'Holds', of: row => String(row.holds), cell: row => badge(row.holds ? 'holds' : 'does not hold', row.holds ? 'good' : 'bad') },
  { name: 'Why', of: row => row.sentence },
  { name: 'Evidence', of: row => JSON.stringify(row.evidence), cell: row => evidence(row.evidence) },
];

/** The gates of a step with what they rest on. */
export const gates = list => html`<p-table label="Gates" .columns=${GATES} .rows=${list}
  none="No gate is left: the migration of this feature has ended."></p-table>`;

/** A refusal of a step: what every refusal says, and all gates. */
export const refusedStep = refusal => html`${problem(refusal)}
  ${refusal.body?.outcome ? gates(refusal.body.outcome.gates) : ''}`;
