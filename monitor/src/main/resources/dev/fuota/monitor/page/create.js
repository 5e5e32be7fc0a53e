// A new campaign: what, to whom, how; looked at as a plan before anything is sent.

import { api } from './api.js';
import { ask, refusal } from './dialogs.js';
import { el } from './dom.js';
import { field, parameterField, select } from './fields.js';
import { duration, kind, number, octets, plural } from './format.js';
import { PlanView } from './plan.js';

const KINDS = ['FIRMWARE_UPGRADE', 'UPLOAD_BINARY_FILE', 'CONFIGURE_MULTICAST_GROUPS'];
const FIRST = ['mcast_class', 'success_threshold', 'maximum_duration', 'redundancy', 'frag_size', 'delivery'];
const NEW = 'new';

/** What a campaign can be told besides the parameters of the table. */
const MORE = [
  { name: 'form', kind: 'CHOICE', allowed: 'full, delta, compressed, auto', defaultText: 'full', meaning: 'In which form firmware is sent.' },
  { name: 'strict', kind: 'BOOLEAN', allowed: 'true, false', defaultText: 'false', meaning: 'Whether the campaign is refused if one of its devices is.' },
];

export class CreateView {
  section = '#/new';
  title = 'New campaign';
  events = 'events';
  #parameters = [];
  #fields = [];

  constructor() {
    this.problems = el('div');
    this.plan = new PlanView((name, text) => this.#setParameter(name, text));
    this.form = el('form', { novalidate: true, submit: (event) => this.#onSubmit(event) });
    this.node = el('div', {},
      el('nav', { 'aria-label': 'Path', class: 'path' }, el('a', { href: '#/' }, 'Campaigns')),
      el('h1', { tabindex: -1 }, 'New campaign'), this.form);
  }

  async load() {
    if (this.#fields.length > 0) {
      return; // what was typed stays
    }
    const [parameters, sets, devices, groups, files] = await Promise.all(
      [api.parameters(), api.deviceSets(), api.registered(), api.groups(), api.files()]);
    this.#build(parameters, sets, devices, groups, files);
  }

  event() {}

  #build(parameters, sets, devices, groups, files) {
    this.#buildTargets(sets, devices, groups);
    this.#buildContent(files);
    this.#parameters = [...parameters, ...MORE].map((parameter) => parameterField(parameter));
    const first = this.#parameters.filter(({ name }) => FIRST.includes(name))
      .sort((a, b) => FIRST.indexOf(a.name) - FIRST.indexOf(b.name));
    const rest = this.#parameters.filter(({ name }) => !FIRST.includes(name));
    this.#fields = [this.name, this.kind, this.sets, this.devices, this.regions, this.group, this.file, this.commands, ...this.#parameters];
    this.form.append(
      this.#section('What', this.name.node, this.kind.node, this.file.node, this.upload, this.commands.node),
      this.#section('To whom', this.sets.node, this.devices.node, this.regions.node, this.group.node),
      this.#section('How', el('div', { class: 'fields' }, first.map(({ node }) => node)),
        el('details', {}, el('summary', {}, `All other parameters (${rest.length})`),
          el('div', { class: 'fields' }, rest.map(({ node }) => node)))),
      this.#section('Plan', el('p', { class: 'hint' },
        'What this would cost and how likely it works. Move a slider, or click into a chart, to choose.'),
      this.#button('Compute the plan', 'plan'), this.plan.node),
      this.problems,
      el('div', { class: 'buttons end' }, this.#button('Create without starting', 'create'),
        this.#button('Create and start…', 'start', 'primary')));
    this.#onKind();
  }

  #section(title, ...content) {
    return el('fieldset', { class: 'card' }, el('legend', {}, el('h2', {}, title)), content);
  }

  #button(words, value, style) {
    return el('button', { type: 'submit', value, class: style }, words);
  }

  #buildTargets(sets, devices, groups) {
    this.members = sets;
    const known = el('span', {}, Object.entries(sets).map(([name, members]) =>
      el('label', { class: 'choice' }, el('input', { type: 'checkbox', name: 'set', value: name }), `${name} (${number(members.length)})`)));
    this.sets = field('deviceSets', 'Device sets', el('div', { role: 'group', 'aria-label': 'Device sets' }, known),
      Object.keys(sets).length === 0 ? 'None are registered.' : '');
    this.devices = field('devices', 'Devices', el('textarea', { rows: 3, spellcheck: 'false', class: 'mono' }),
      `EUIs, separated by spaces or lines. Registered: ${plural(devices.length, 'device')}.`);
    this.regions = field('regions', 'Regions', el('input', { type: 'text', autocomplete: 'off' }),
      'Names of regions or networks, separated by commas; empty: all.');
    this.group = field('group', 'Multicast group',
      select({ '': 'a new one', ...Object.fromEntries(groups.map(({ name, network }) => [name, `${name} (${network})`])) }));
  }

  #buildContent(files) {
    this.name = field('name', 'Name', el('input', { type: 'text', maxlength: 100, autocomplete: 'off' }));
    this.kind = field('kind', 'Kind', select(Object.fromEntries(KINDS.map((name) => [name, kind(name)]))));
    this.kind.control.addEventListener('change', () => this.#onKind());
    this.file = field('file', 'File', select({
      ...Object.fromEntries(files.map((file) => [file.sha256, fileWords(file)])), [NEW]: 'upload another one',
    }));
    this.file.control.addEventListener('change', () => this.#onKind());
    const upload = field('upload', 'File to upload', el('input', { type: 'file' }));
    this.uploadInput = upload.control;
    this.upload = upload.node;
    this.commands = field('commands', 'Commands', el('textarea', { rows: 3, spellcheck: 'false', class: 'mono' }),
      'One a line: port and payload in hexadecimal digits, such as 10 a1b2. May be empty.');
  }

  #onKind() {
    const commands = this.kind.control.value === 'CONFIGURE_MULTICAST_GROUPS';
    this.commands.node.hidden = !commands;
    this.file.node.hidden = commands;
    this.upload.hidden = commands || this.file.control.value !== NEW;
  }

  #setParameter(name, text) {
    const parameter = this.#parameters.find((each) => each.name === name);
    if (parameter) {
      parameter.control.value = text;
      parameter.problem('');
    }
  }

  async #onSubmit(event) {
    event.preventDefault();
    const { value } = event.submitter ?? { value: 'plan' };
    this.form.setAttribute('aria-busy', 'true');
    this.problems.replaceChildren();
    this.#fields.forEach((each) => each.problem(''));
    try {
      await this.#uploadIfNew();
      const request = this.#request();
      await { plan: () => this.#showPlan(request), create: () => this.#create(request), start: () => this.#start(request) }[value]();
    } catch (error) {
      this.#showProblems(error);
    } finally {
      this.form.removeAttribute('aria-busy');
    }
  }

  async #uploadIfNew() {
    const [file] = this.uploadInput.files;
    if (this.upload.hidden || !file) {
      return;
    }
    const kept = await api.addFile(file);
    this.file.control.prepend(el('option', { value: kept.sha256 }, fileWords(kept)));
    this.file.control.value = kept.sha256;
    this.uploadInput.value = '';
    this.#onKind();
  }

  #request() {
    const commands = this.kind.control.value === 'CONFIGURE_MULTICAST_GROUPS';
    const file = this.file.control.value;
    return {
      name: this.name.control.value.trim(),
      kind: this.kind.control.value,
      devices: this.devices.control.value.split(/[\s,;]+/).filter(Boolean),
      deviceSets: [...this.sets.control.querySelectorAll('input:checked')].map(({ value }) => value),
      regions: this.regions.control.value.split(',').map((text) => text.trim()).filter(Boolean),
      ...(commands || file === NEW ? {} : { file }),
      commands: commands ? commandsOf(this.commands.control.value) : [],
      ...(this.group.control.value ? { group: this.group.control.value } : {}),
      parameters: Object.fromEntries(this.#parameters.map(({ name, control }) => [name, control.value.trim()])
        .filter(([, value]) => value !== '')),
    };
  }

  async #showPlan(request) {
    this.plan.show(await api.plan({ ...request, name: request.name || 'plan' })); // it need not have a name yet
  }

  async #create(request) {
    const { id } = await api.create(request);
    location.hash = `#/campaigns/${id}`;
  }

  async #start(request) {
    const confirmed = await ask({
      title: `Start “${request.name}”?`,
      body: [await this.#expectation(request),
        el('p', { class: 'quiet' }, 'A campaign that has started can be aborted, not taken back.')],
      confirm: 'Create and start',
    });
    if (confirmed) {
      const { id } = await api.create(request);
      location.hash = `#/campaigns/${id}`; // if the start is refused, the campaign is there and can be started
      await api.start(id);
    }
  }

  /** How many devices, and how long: as planned, or as many as were named where no file makes a plan. */
  async #expectation(request) {
    if (!request.file) {
      const named = new Set([...request.devices, ...request.deviceSets.flatMap((name) => this.members[name])]);
      return el('p', {}, 'It goes to ', el('b', {}, plural(named.size, 'device')), '.');
    }
    await this.#showPlan(request);
    const { plan } = this.plan;
    return el('p', {}, el('b', {}, plural(this.plan.devices(), 'device')), ' get it. It is expected to take ',
      el('b', {}, duration(plan.duration)), `, of which ${duration(plan.airTime)} on the air.`);
  }

  /** Each problem at its field; all of them above the buttons, for what has no field. */
  #showProblems(error) {
    this.problems.replaceChildren(refusal(error));
    const wrong = [];
    for (const { parameter, sentence, allowed } of error.problems ?? []) {
      const place = this.#fields.find(({ name }) => name === parameter);
      place?.problem(`${sentence}${allowed ? `; allowed: ${allowed}` : ''}`);
      wrong.push(...(place ? [place] : []));
    }
    (wrong[0]?.control ?? this.problems.firstChild).focus?.();
  }
}

const fileWords = ({ name, size, version }) => `${name}, ${octets(size)}${version ? `, version ${version}` : ''}`;

function commandsOf(text) {
  return text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [fPort, ...hex] = line.split(/[\s:]+/);
    return { fPort: Number.parseInt(fPort, 10) || 0, hex: hex.join('') };
  });
}
