// The devices of a campaign as a table, a page at a time: what the heat map shows, for reading.

import { api } from './api.js';
import { el, setText } from './dom.js';
import { OUTCOMES, STATES, number, stageName } from './format.js';

const PAGE = 25;

export class DeviceTable {
  #campaign;
  #stages;
  #offset = 0;
  #total = 0;
  #asked = 0;

  constructor(campaign, stages) {
    this.#campaign = campaign;
    this.#stages = stages;
    this.text = el('input', { type: 'search', size: 18, spellcheck: 'false', autocomplete: 'off', change: () => this.#first() });
    this.stage = el('select', { change: () => this.#first() },
      el('option', { value: '' }, 'any stage'), stages.map((stage) => el('option', { value: stage }, stageName(stage))));
    this.status = el('select', { change: () => this.#first() },
      el('option', { value: '' }, 'any state'), STATES.slice(1).map(({ key, words }) => el('option', { value: apiName(key) }, words)));
    this.body = el('tbody');
    this.where = el('span', { class: 'quiet', role: 'status' });
    this.back = el('button', { type: 'button', click: () => this.#turn(-PAGE) }, 'Previous');
    this.on = el('button', { type: 'button', click: () => this.#turn(PAGE) }, 'Next');
    const heads = ['Device', 'Part', 'Outcome', 'Reason', 'Version', 'Missing', ...stages.map(stageName)];
    this.node = el('div', {},
      el('div', { class: 'heat-controls' }, el('label', {}, 'Text ', this.text), el('label', {}, 'Stage ', this.stage),
        el('label', {}, 'State ', this.status),
        el('span', { class: 'push' }, this.where, ' ', this.back, ' ', this.on)),
      el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Devices' }, el('table', {},
        el('caption', { class: 'hidden' }, 'Devices with their state in each stage'),
        el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))), this.body)));
  }

  #first() {
    this.#offset = 0;
    return this.load();
  }

  #turn(by) {
    this.#offset = Math.max(0, Math.min(this.#offset + by, this.#total - 1));
    return this.load();
  }

  async load() {
    const query = { offset: this.#offset, limit: PAGE };
    for (const field of ['text', 'stage', 'status']) {
      if (this[field].value.trim() !== '') {
        query[field] = this[field].value.trim();
      }
    }
    this.#asked += 1;
    const asked = this.#asked;
    const page = await api.devices(this.#campaign, query);
    if (asked === this.#asked) { // a later question has a later answer
      this.#show(page);
    }
  }

  #show({ total, offset, devices }) {
    this.#total = total;
    setText(this.where, total === 0 ? 'none'
      : `${number(offset + 1)} to ${number(offset + devices.length)} of ${number(total)}`);
    this.back.disabled = offset === 0;
    this.on.disabled = offset + devices.length >= total;
    this.body.replaceChildren(...devices.map((device) => this.#row(device)));
  }

  #row(device) {
    return el('tr', {},
      el('th', { scope: 'row' }, el('a', { class: 'mono', href: `#/campaigns/${this.#campaign}/devices/${device.device}` }, device.device)),
      el('td', {}, String(device.part)), el('td', { class: 'figures' }, outcomeWords(device.outcome)), el('td', { class: 'reason' }, device.reason ?? ''),
      el('td', {}, device.version ?? ''), el('td', { class: 'figures' }, number(device.missing)),
      this.#stages.map((stage) => el('td', { class: 'figures' }, stageWords(device.stages?.[stage]))));
  }
}

/** ANSWERED, TIMED_OUT …: the states as the API writes them. */
const apiName = (key) => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

export function outcomeWords(name) {
  const outcome = OUTCOMES.find(({ key }) => key === String(name).toLowerCase());
  return outcome ? `${outcome.sign} ${outcome.words}` : String(name ?? '');
}

export function stageWords(stage) {
  if (!stage) {
    return '';
  }
  const state = STATES.find(({ key }) => apiName(key) === String(stage.status).toUpperCase());
  return state ? `${state.sign} ${state.words}` : String(stage.status);
}
