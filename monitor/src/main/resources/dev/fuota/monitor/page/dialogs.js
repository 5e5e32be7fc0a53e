// Questions that must be answered before something happens on the air.

import { el, uniqueId } from './dom.js';

/** A modal dialog. Resolves to the form's data when confirmed, to null when left by Cancel or Escape. */
export function ask({ title, body, confirm, danger = false, cancel = true }) {
  const heading = uniqueId('dialog');
  const form = el('form', { method: 'dialog' },
    el('h2', { id: heading }, title), body,
    el('div', { class: 'buttons' },
      cancel ? el('button', { type: 'button', click: () => dialog.close() }, 'Cancel') : null,
      el('button', { type: 'submit', class: danger ? 'danger' : 'primary', value: 'ok' }, confirm)));
  const dialog = el('dialog', { 'aria-labelledby': heading }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const data = dialog.returnValue === 'ok' ? new FormData(form) : null;
      dialog.remove();
      resolve(data);
    });
  });
}

export async function askForToken(refused) {
  const help = uniqueId('help');
  const data = await ask({
    title: 'Access token',
    body: [
      el('p', { id: help }, refused
        ? 'The server does not accept this token. Enter another one.'
        : 'This server asks for an access token. It is kept until this tab is closed.'),
      el('label', { class: 'field' }, 'Token',
        el('input', { name: 'token', type: 'password', required: true, autocomplete: 'off', 'aria-describedby': help })),
    ],
    confirm: 'Use this token',
    cancel: false,
  });
  return data === null ? askForToken(refused) : data.get('token').trim();
}

/** Tells what a server refused, with its reasons. */
export function refusal(error) {
  return el('div', { class: 'problems', role: 'alert' },
    el('p', {}, el('b', {}, `✕ ${error.message}`)),
    list((error.problems ?? []).map(({ parameter, sentence, allowed }) =>
      `${parameter} ${sentence}${allowed ? `; allowed: ${allowed}` : ''}`)),
    list((error.devices ?? []).map(({ device, sentence }) => `${device}: ${sentence}`)));
}

const LISTED_MAX = 100;

function list(sentences) {
  const rest = sentences.length - LISTED_MAX;
  return sentences.length === 0 ? null : el('ul', {},
    sentences.slice(0, LISTED_MAX).map((sentence) => el('li', {}, sentence)),
    rest > 0 ? el('li', {}, `and ${rest} more`) : null);
}
