// The list of campaigns: what runs first, then what waits, then what ended.

import { api } from './api.js';
import { el, setText } from './dom.js';
import { instant, kind, number, percent, stageName } from './format.js';
import { badge } from './stages.js';

const PLACES = { RUNNING: 0, ABORTING: 0, CREATED: 1, ENDED: 2 };
const HEADS = ['Campaign', 'Kind', 'Verdict', 'Stage', 'Progress', 'Devices', 'Created'];

export class CampaignList {
  section = '#/';
  title = 'Campaigns';
  events = 'events';
  #rows = new Map();

  constructor() {
    this.body = el('tbody');
    this.empty = el('p', { class: 'quiet', hidden: true }, 'No campaigns yet.');
    this.node = el('div', {},
      el('div', { class: 'title' }, el('h1', { tabindex: -1 }, 'Campaigns'),
        el('a', { class: 'button primary push', href: '#/new' }, 'New campaign')),
      el('div', { class: 'scroll card' }, el('table', { class: 'campaigns' },
        el('caption', { class: 'hidden' }, 'Campaigns, running ones first'),
        el('thead', {}, el('tr', {}, HEADS.map((head) => el('th', { scope: 'col' }, head)))), this.body)),
      this.empty);
  }

  async load() {
    const campaigns = await api.campaigns();
    this.#rows.clear();
    campaigns.forEach((campaign) => this.#put(campaign));
    this.#arrange();
  }

  event(name, campaign) {
    if (name === 'campaign') {
      this.#put(campaign);
      this.#arrange();
    }
  }

  #put(campaign) {
    const row = this.#rows.get(campaign.id);
    if (row) {
      row.update(campaign);
    } else {
      this.#rows.set(campaign.id, new CampaignRow(campaign));
    }
  }

  #arrange() {
    const rows = [...this.#rows.values()].sort(({ campaign: a }, { campaign: b }) =>
      PLACES[a.state] - PLACES[b.state] || b.id - a.id);
    this.empty.hidden = rows.length > 0;
    if (rows.some(({ node }, i) => this.body.children[i] !== node) || rows.length !== this.body.childElementCount) {
      this.body.replaceChildren(...rows.map(({ node }) => node));
    }
  }
}

class CampaignRow {
  constructor(campaign) {
    this.badge = badge(campaign);
    this.sentence = el('span', { class: 'quiet block' });
    this.stage = el('td');
    this.progress = progressBar();
    this.devices = el('td', { class: 'figures' });
    this.node = el('tr', {},
      el('th', { scope: 'row' }, el('a', { href: `#/campaigns/${campaign.id}` }, campaign.name || `Campaign ${campaign.id}`)),
      el('td', {}, kind(campaign.kind)), el('td', {}, this.badge.node, this.sentence), this.stage,
      el('td', {}, this.progress.node), this.devices, el('td', { class: 'figures' }, instant(campaign.created)));
    this.update(campaign);
  }

  update(campaign) {
    this.campaign = campaign;
    this.badge.update(campaign);
    setText(this.sentence, campaign.sentence ?? '');
    setText(this.stage, stageOf(campaign));
    this.progress.update(campaign.progress);
    setText(this.devices, devicesOf(campaign));
  }
}

export function stageOf({ state, stage, stageIndex, stageCount }) {
  return state === 'RUNNING' || state === 'ABORTING' ? `${stageIndex + 1} of ${stageCount}: ${stageName(stage)}` : '–';
}

export function devicesOf({ devices, succeeded, failed }) {
  return `✓ ${number(succeeded)}  ✕ ${number(failed)}  of ${number(devices)}`;
}

/** Share done, 0..1, as a bar with its figure. */
export function progressBar() {
  const bar = el('progress', { max: 1, value: 0, 'aria-label': 'Progress' });
  const figure = el('span', { class: 'figures' });
  return {
    node: el('span', { class: 'progress' }, bar, figure),
    update(share) {
      bar.value = share;
      setText(figure, percent(share));
    },
  };
}
