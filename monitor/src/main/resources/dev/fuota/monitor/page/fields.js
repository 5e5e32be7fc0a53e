// Form fields that can show what is wrong with them.

import { el, uniqueId } from './dom.js';

/** A labelled control with a hint; `name` is what the server calls it in its problems. */
export function field(name, label, control, hint = '') {
  const error = el('span', { class: 'error', id: uniqueId('error') });
  const help = el('span', { class: 'hint', id: uniqueId('hint') }, hint);
  control.id ||= uniqueId('field');
  control.setAttribute('aria-describedby', `${help.id} ${error.id}`);
  const node = el('div', { class: 'field' }, el('label', { for: control.id }, label), control, help, error);
  return {
    name,
    control,
    node,
    /** An empty sentence takes the problem away. */
    problem(sentence) {
      error.textContent = sentence === '' ? '' : `✕ ${sentence}`;
      if (sentence === '') {
        control.removeAttribute('aria-invalid');
      } else {
        control.setAttribute('aria-invalid', 'true');
        control.closest('details')?.setAttribute('open', '');
      }
    },
  };
}

/** A choice among few: {value: words}. */
export function select(choices) {
  return el('select', {}, Object.entries(choices).map(([value, words]) => el('option', { value }, words)));
}

/** A parameter of a campaign, as the server describes it: {name, kind, unit, allowed, defaultText, meaning}. */
export function parameterField(parameter) {
  const { name, kind, allowed, defaultText: usual, meaning } = parameter;
  const control = kind === 'BOOLEAN' || kind === 'CHOICE'
    ? select({ '': usual ? `${usual} (default)` : 'default', ...Object.fromEntries(wordsOf(kind, allowed).map((word) => [word, word])) })
    : el('input', { type: 'text', placeholder: usual, autocomplete: 'off', spellcheck: 'false' });
  return field(name, el('span', { class: 'mono' }, name), control,
    [meaning, allowed ? `Allowed: ${allowed}.` : ''].filter(Boolean).join(' '));
}

const wordsOf = (kind, allowed) =>
  (kind === 'BOOLEAN' ? ['true', 'false'] : allowed.split(/\s*(?:,|\||\bor\b)\s*/).filter(Boolean));
