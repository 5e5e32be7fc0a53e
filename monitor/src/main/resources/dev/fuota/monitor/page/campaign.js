// One campaign, live: stages, heat map, charts, who was refused, and the two buttons.

import { api } from './api.js';
import { devicesOf, progressBar, stageOf } from './campaigns.js';
import { LineChart } from './chart.js';
import { DeviceTable } from './devices.js';
import { ask, refusal } from './dialogs.js';
import { el, setText, table } from './dom.js';
import { duration, instant, kind, number, plural } from './format.js';
import { HeatMap } from './heatmap.js';
import { DeviceMatrix } from './matrix.js';
import { PartView, badge } from './stages.js';

const REFUSED_MAX = 200;
const POINTS_MAX = 1200;

export class CampaignView {
  section = '#/';
  #id;
  #detail = null;
  #parts = [];
  #series = [];
  #map = null;
  #shown = '';

  constructor(id) {
    this.#id = id;
    this.title = `Campaign ${id}`;
    this.events = `events?campaign=${encodeURIComponent(id)}`;
    this.#buildHead();
    this.#buildBody();
    this.node = el('div', {}, this.head, this.body);
  }

  #buildHead() {
    this.name = el('h1', { tabindex: -1 }, `Campaign ${this.#id}`);
    this.badge = badge({ state: 'CREATED' });
    this.sentence = el('p', { class: 'sentence' });
    this.progress = progressBar();
    this.stage = el('span');
    this.devices = el('span', { class: 'figures' });
    this.facts = el('p', { class: 'quiet' });
    this.startButton = el('button', { type: 'button', class: 'primary', hidden: true, click: () => this.#start() }, 'Start…');
    this.abortButton = el('button', { type: 'button', class: 'danger', hidden: true, click: () => this.#abort() }, 'Abort…');
    this.problems = el('div');
    this.head = el('div', {},
      el('nav', { 'aria-label': 'Path', class: 'path' }, el('a', { href: '#/' }, 'Campaigns')),
      el('div', { class: 'title' }, this.name, this.badge.node,
        el('span', { class: 'push buttons' }, this.startButton, this.abortButton)),
      this.facts, this.problems,
      el('div', { class: 'card now-line' }, this.progress.node, this.stage, this.devices, this.sentence));
  }

  #buildBody() {
    this.partsBox = el('section', { class: 'card' }, el('h2', {}, 'Stages'));
    this.mapBox = el('section', { class: 'card' }, el('h2', {}, 'Devices and stages'));
    this.fragments = new LineChart({ title: 'Fragments sent', x: { format: duration }, y: { format: number } });
    this.complete = new LineChart({ title: 'Complete devices', x: { format: duration }, y: { format: number } });
    this.refusedBox = el('section', { class: 'card', hidden: true });
    this.tableBox = el('section', { class: 'card' }, el('h2', {}, 'Device by device'));
    this.parameters = el('dl', { class: 'facts' });
    this.body = el('div', {}, this.partsBox, this.mapBox,
      el('section', { class: 'card' }, el('h2', {}, 'Over time'),
        el('div', { class: 'charts' }, this.fragments.node, this.complete.node)),
      this.refusedBox, this.tableBox,
      el('section', { class: 'card' }, el('details', {}, el('summary', {}, el('h2', {}, 'Parameters')), this.parameters)));
  }

  /** The stream tells everything first, then what changes. */
  async load() {
    this.#series = [];
    await this.deviceTable?.load();
  }

  close() {
    this.#map?.close();
  }

  event(name, value) {
    if (name === 'detail') {
      this.#addToSeries(value);
      this.#show(value);
    } else if (name === 'matrix' && value.states !== undefined) {
      this.#showMatrix(new DeviceMatrix(value));
    } else if (name === 'matrix') {
      this.#map?.apply(value);
    }
  }

  #showMatrix(matrix) {
    if (this.#map) {
      this.#map.replace(matrix);
      return;
    }
    this.#map = new HeatMap(matrix, (eui) => { location.hash = `#/campaigns/${this.#id}/devices/${eui}`; });
    this.mapBox.append(this.#map.node);
    this.deviceTable = new DeviceTable(this.#id, matrix.stages);
    this.tableBox.append(this.deviceTable.node);
    this.deviceTable.load().catch((error) => this.tableBox.append(refusal(error)));
  }

  /** The first event of a stream has the whole series, the others only its latest points. */
  #addToSeries({ series = [] }) {
    const last = this.#series.at(-1)?.t;
    const from = last === undefined ? -Infinity : secondsOf(last);
    this.#series = [...this.#series, ...series.filter(({ t }) => secondsOf(t) > from)].slice(-POINTS_MAX);
  }

  #show(detail) {
    this.#detail = detail;
    setText(this.name, detail.name || `Campaign ${detail.id}`);
    document.title = `${this.name.textContent} · fuota`;
    this.badge.update(detail);
    setText(this.sentence, detail.sentence ?? '');
    this.progress.update(detail.progress);
    setText(this.stage, detail.state === 'RUNNING' ? `Stage ${stageOf(detail)}` : '');
    setText(this.devices, devicesOf(detail));
    setText(this.facts, factsLine(detail));
    this.startButton.hidden = detail.state !== 'CREATED';
    this.abortButton.hidden = detail.state !== 'RUNNING' && detail.state !== 'CREATED';
    this.#showParts(detail.parts ?? []);
    this.#showSeries();
    this.#showRefused((detail.parts ?? []).flatMap(({ refusedDevices }) => refusedDevices ?? []));
    this.#showParameters(detail.parameters ?? {});
  }

  #showParts(parts) {
    const shape = JSON.stringify(parts.map(({ name, stages }) => [name, stages.map(({ stage }) => stage)]));
    if (shape !== this.#shown) {
      this.#shown = shape;
      this.#parts = parts.map((part) => new PartView(part, parts.length === 1));
      this.partsBox.replaceChildren(this.partsBox.firstChild, ...this.#parts.map(({ node }) => node));
    }
    parts.forEach((part, i) => this.#parts[i].update(part));
  }

  #showSeries() {
    const begin = secondsOf(this.#series[0]?.t ?? 0);
    const points = (key) => this.#series.map((point) => [secondsOf(point.t) - begin, point[key]]);
    this.fragments.update(points('fragments'));
    this.complete.update(points('complete'));
  }

  #showRefused(refused) {
    this.refusedBox.hidden = refused.length === 0;
    if (refused.length !== this.refusedCount) {
      this.refusedCount = refused.length;
      const rest = refused.length - REFUSED_MAX;
      this.refusedBox.replaceChildren(el('h2', {}, `Refused devices (${number(refused.length)})`),
        table('Refused devices', ['Device', 'Code', 'Reason'], refused.slice(0, REFUSED_MAX).map(({ device, code, sentence }) =>
          [el('span', { class: 'mono' }, device), code, sentence])),
        ...(rest > 0 ? [el('p', { class: 'quiet' }, `and ${number(rest)} more`)] : []));
    }
  }

  #showParameters(parameters) {
    const entries = Object.entries(parameters);
    if (this.parameters.childElementCount !== entries.length) {
      this.parameters.replaceChildren(...entries.map(([name, value]) =>
        el('div', {}, el('dt', { class: 'mono' }, name), el('dd', {}, String(value)))));
    }
  }

  async #start() {
    const body = [el('p', {}, `This campaign goes to ${plural(this.#detail.devices, 'device')}.`)];
    try {
      const plan = await api.plan(this.#detail.request);
      body.push(el('p', {}, `It is expected to take ${duration(plan.duration)}, of which ${duration(plan.airTime)} on the air.`));
    } catch (error) {
      body.push(el('p', {}, 'How long it takes is not known: ', error.message));
    }
    if (await ask({ title: `Start “${this.name.textContent}”?`, body, confirm: 'Start' })) {
      await this.#do(() => api.start(this.#id));
    }
  }

  async #abort() {
    const answer = await ask({
      title: `Abort “${this.name.textContent}”?`,
      body: [
        el('p', {}, `Nothing more is sent to its ${plural(this.#detail.devices, 'device')}. An aborted campaign cannot be continued.`),
        el('label', { class: 'choice' }, el('input', { type: 'checkbox', name: 'delete' }),
          'Also delete its sessions and its group on the devices'),
      ],
      confirm: 'Abort the campaign',
      danger: true,
    });
    if (answer) {
      await this.#do(() => api.abort(this.#id, answer.has('delete')));
    }
  }

  async #do(action) {
    this.problems.replaceChildren();
    try {
      await action();
      this.#show({ ...this.#detail, ...(await api.campaign(this.#id)) });
    } catch (error) {
      this.problems.replaceChildren(refusal(error));
    }
  }
}

const secondsOf = (t) => (typeof t === 'number' ? t : Date.parse(t) / 1000);

function factsLine({ kind: name, networks, created, started, ended }) {
  return [kind(name), (networks ?? []).join(', '), `created ${instant(created)}`,
    started ? `started ${instant(started)}` : '', ended ? `ended ${instant(ended)}` : '',
    started && ended ? `took ${duration(secondsOf(ended) - secondsOf(started))}` : '',
  ].filter(Boolean).join(' · ');
}
