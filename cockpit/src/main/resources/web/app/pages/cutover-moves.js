import { html } from 'lit';
import { Problem, send } from '../api.js';
import { count } from '../format.js';
import { subject } from '../session.js';
import { ask } from '../ui/ask.js';
import { facts } from '../ui/facts.js';
import { gates, refusedStep } from './cutover-gates.js';
import { BACK, FORWARD, lag, MEANING, MODES, seconds, wayBack } from './cutover-words.js';

const path = (feature, verb) => `/cutover/${feature.feature}/${verb}`;

/** What is trusted, written and read before and after. */
const change = (from, to) => facts(
  ['Mode', html`${from} → <strong>${to}</strong>`],
  ['Trusted', MEANING[from].trusted === MEANING[to].trusted
    ? `still ${MEANING[to].trusted}` : html`${MEANING[from].trusted} → <strong>${MEANING[to].trusted}</strong>`],
  ['Written', MEANING[to].written],
  ['Read', MEANING[to].read]);

/** A line for the audit; what is typed goes into `wish`. */
const reason = wish => html`<p class="field"><label for="move-reason">Reason, for the audit</label>
  <input id="move-reason" maxlength="500" @input=${event => {
    wish.reason = event.target.value;
  }}></p>`;

const told = wish => ({ by: subject(), reason: wish.reason.trim() || null });

/** One mode on, if all gates hold. Answers whether it was done, as all of these do. */
export function advance(feature) {
  const wish = { reason: '' };
  const to = MODES[MODES.indexOf(feature.mode) + 1];
  return ask({
    title: `Advance ${feature.feature} to ${to}?`,
    preview: tried(feature).then(outcome => html`${change(outcome.from, outcome.to)}
      <p>${FORWARD[outcome.from]}</p>
      <h3>Gates</h3>${gates(outcome.gates)}
      ${reason(wish)}`),
    action: 'Advance',
    refused: refusedStep,
    work: () => send('POST', path(feature, 'advance'), { dry_run: false, ...told(wish) }),
  });
}

/** What would come of it; a refusal in the form in which the step itself is refused. */
async function tried(feature) {
  const outcome = await send('POST', path(feature, 'advance'), { dry_run: true, by: subject() });
  if (!outcome.allowed) {
    throw new Problem(409, { detail: outcome.sentence, code: 'MODE_STAYS', outcome });
  }
  return outcome;
}

/** Back to a mode, step by step. */
export function rollback(feature, to) {
  const wish = { reason: '', force: false };
  const way = wayBack(feature.mode, to);
  return ask({
    title: `Roll ${feature.feature} back to ${to}?`,
    preview: html`${change(feature.mode, to)}
      <h3>What it costs</h3>
      <ol>${way.slice(0, -1).map((mode, index) => html`<li><strong>${mode} → ${way[index + 1]}</strong>: ${BACK[mode]}</li>`)}</ol>
      ${feature.mode === 'database-read' ? html`<p>Not in the files yet: ${count(feature.shadow.pending)} transactions,
        the first for ${seconds(lag(feature))}.</p>` : ''}
      <p>A step that could lose something is refused, and the mode stays.</p>
      ${reason(wish)}
      <p class="field"><label><input type="checkbox" @change=${event => {
        wish.force = event.target.checked;
      }}> Even if the files may lack something (written to the audit)</label></p>`,
    action: 'Roll back',
    refused: refusedStep,
    work: () => send('POST', path(feature, 'rollback'), { to, force: wish.force, ...told(wish) }),
  });
}

/** Holds a feature where it is, or lets it go on. */
export function freeze(feature) {
  const wish = { reason: '' };
  const verb = feature.frozen ? 'unfreeze' : 'freeze';
  return ask({
    title: feature.frozen ? `Let ${feature.feature} move again?` : `Freeze ${feature.feature}?`,
    preview: html`${facts(
        ['Mode', `stays ${feature.mode}`],
        ['Trusted', `stays ${MEANING[feature.mode].trusted}`],
        ...(feature.frozen ? [['Frozen because', feature.frozen_reason ?? 'no reason was given']] : []))}
      <p>${feature.frozen
        ? 'Advance and roll back are possible again; each still asks its gates.'
        : 'Advance and roll back are refused until somebody unfreezes it. Reads and writes go on as they are.'}</p>
      ${reason(wish)}`,
    action: feature.frozen ? 'Unfreeze' : 'Freeze',
    work: () => send('POST', path(feature, verb), told(wish)),
  });
}
