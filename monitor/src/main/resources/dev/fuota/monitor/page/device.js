// One device of a campaign: where it stands, why, and what was said.

import { api } from './api.js';
import { outcomeWords, stageWords } from './devices.js';
import { el, table } from './dom.js';
import { clock, number, stageName } from './format.js';

const SHOWN_ELSEWHERE = ['device', 'version', 'campaign'];

export class DeviceView {
  section = '#/';
  events = 'events';
  #campaign;
  #eui;
  #due = 0;

  constructor(campaign, eui) {
    this.#campaign = campaign;
    this.#eui = eui;
    this.title = `Device ${eui}`;
    this.content = el('div');
    this.node = el('div', {},
      el('nav', { 'aria-label': 'Path', class: 'path' }, el('a', { href: '#/' }, 'Campaigns'), ' › ',
        el('a', { href: `#/campaigns/${campaign}` }, `Campaign ${campaign}`)),
      el('h1', { tabindex: -1 }, 'Device ', el('span', { class: 'mono' }, eui)), this.content);
  }

  async load() {
    this.#show(await api.device(this.#campaign, this.#eui));
  }

  /** Any change of the campaign may concern the device; asked for at most once a second. */
  event(name, { id }) {
    if (String(id) !== this.#campaign) {
      return;
    }
    this.#due ||= setTimeout(() => {
      this.#due = 0;
      this.load().catch(() => {});
    }, 1000);
  }

  close() {
    clearTimeout(this.#due);
  }

  #show(device) {
    const facts = {
      Outcome: outcomeWords(device.outcome),
      Reason: device.reason,
      Version: device.version,
      Part: String(device.part),
      'Fragments missing': device.missing === undefined || device.missing === null ? null : number(device.missing),
      ...attributesOf(device.registered),
    };
    this.content.replaceChildren(
      el('dl', { class: 'facts card' }, Object.entries(facts).filter(([, value]) => value)
        .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, String(value))))),
      el('section', { class: 'card' }, el('h2', {}, 'Stages'),
        table('Stages of the device', ['Stage', 'State', 'Tries', 'Detail'],
          Object.entries(device.stages ?? {}).map(([name, stage]) =>
            [stageName(name), stageWords(stage), number(stage.tries), stage.detail ?? '']))),
      el('section', { class: 'card' }, el('h2', {}, 'Messages'),
        device.messages?.length ? this.#log(device.messages) : el('p', { class: 'quiet' }, 'None yet.')));
  }

  #log(messages) {
    return table('Messages, the latest at the end', ['Time', 'Direction', 'Port', 'Message', 'Octets'],
      messages.map(({ at, direction, port, text, hex }) => [el('span', { class: 'figures' }, clock(at)), direction === 'up' ? '↑ up' : '↓ down',
        String(port), text ?? '', el('span', { class: 'mono hex' }, spaced(hex ?? ''))]));
  }
}

/** What the registration says, by the names of the API. */
function attributesOf(registered) {
  return Object.fromEntries(Object.entries(registered ?? {})
    .filter(([name]) => !SHOWN_ELSEWHERE.includes(name))
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]));
}

const spaced = (hex) => hex.replace(/(..)(?=.)/g, '$1 ');
