// What every device did in every stage, one octet a cell, and the order in which to show the devices.

const PLACE_OF_STATE = placesOf([4, 5, 2, 1, 0, 3]); // refused, timed out, sent, pending, none, answered
const PLACE_OF_OUTCOME = placesOf([2, 0, 1]); // failed, running, succeeded

function placesOf(order) {
  const places = [];
  order.forEach((value, place) => { places[value] = place; });
  return places;
}

const octetsOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

export class DeviceMatrix {
  constructor({ stages, devices, part, states, outcome }) {
    this.stages = stages;
    this.devices = devices;
    this.part = part;
    this.states = octetsOf(states);
    this.outcome = octetsOf(outcome);
    if (this.states.length !== stages.length * devices.length || this.outcome.length !== devices.length) {
      throw new RangeError('The matrix is not as large as its devices and stages.');
    }
    this.byEui = Uint32Array.from(devices.keys()).sort((a, b) => (devices[a] < devices[b] ? -1 : 1));
    this.order = this.byEui;
    this.arrangement = { sort: 'outcome', text: '', show: 'all' };
    this.arrange(this.arrangement);
  }

  state(device, stage) {
    return this.states[device * this.stages.length + stage];
  }

  /** Cells and outcomes that changed: [device, stage, state] and [device, outcome]. What lies outside is left alone. */
  apply({ cells = [], outcomes = [] }) {
    const width = this.stages.length;
    for (const [device, stage, state] of cells) {
      if (device < this.devices.length && stage < width) {
        this.states[device * width + stage] = state;
      }
    }
    for (const [device, outcome] of outcomes) {
      if (device < this.devices.length) {
        this.outcome[device] = outcome;
      }
    }
    this.arrange(this.arrangement);
  }

  /** `sort`: 'eui', 'outcome' or the number of a stage; `text`: part of an EUI; `show`: a key of SHOWN. */
  arrange(arrangement) {
    this.arrangement = arrangement;
    const wanted = SHOWN[arrangement.show].holds;
    const text = arrangement.text.trim().toLowerCase();
    const shown = this.byEui.filter((device) =>
      (text === '' || this.devices[device].toLowerCase().includes(text)) && wanted(this, device));
    this.order = arrangement.sort === 'eui' ? shown : countingSort(shown, this.#placing(arrangement.sort));
  }

  #placing(sort) {
    return sort === 'outcome'
      ? (device) => PLACE_OF_OUTCOME[this.outcome[device]] * 32 + this.#stagesAnswered(device)
      : (device) => PLACE_OF_STATE[this.state(device, sort)];
  }

  #stagesAnswered(device) {
    let answered = 0;
    for (let stage = 0; stage < this.stages.length; stage += 1) {
      answered += this.state(device, stage) === 3 ? 1 : 0;
    }
    return Math.min(answered, 31);
  }

  any(device, state) {
    return this.stages.some((_, stage) => this.state(device, stage) === state);
  }
}

/** The choices of the filter. */
export const SHOWN = {
  all: { words: 'all devices', holds: () => true },
  failed: { words: 'failed', holds: (matrix, device) => matrix.outcome[device] === 2 },
  running: { words: 'still running', holds: (matrix, device) => matrix.outcome[device] === 0 },
  succeeded: { words: 'succeeded', holds: (matrix, device) => matrix.outcome[device] === 1 },
  refused: { words: 'refused a stage', holds: (matrix, device) => matrix.any(device, 4) },
  timedOut: { words: 'timed out in a stage', holds: (matrix, device) => matrix.any(device, 5) },
};

/** Stable, and linear in the devices: runs with every change of 10,000 of them. */
function countingSort(devices, placing) {
  const PLACES = 128;
  const places = Uint8Array.from(devices, placing);
  const next = new Uint32Array(PLACES + 1);
  places.forEach((place) => { next[place + 1] += 1; });
  for (let place = 0; place < PLACES; place += 1) {
    next[place + 1] += next[place];
  }
  const sorted = new Uint32Array(devices.length);
  devices.forEach((device, i) => {
    sorted[next[places[i]]] = device;
    next[places[i]] += 1;
  });
  return sorted;
}
