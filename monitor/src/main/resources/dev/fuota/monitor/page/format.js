// How figures, times and states are written. The signs carry the meaning where colour cannot.

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

export const number = (value) => (value === undefined || value === null ? '–' : NUMBER.format(value));

/** `share` is 0..1. Never rounds up to all or down to none: 9,999 of 10,000 is not 100 %. */
export function percent(share) {
  const whole = Math.round(share * 1000) / 10;
  const held = share < 1 ? Math.min(whole, 99.9) : whole;
  return `${NUMBER.format(share > 0 ? Math.max(held, 0.1) : held)} %`;
}

export const instant = (text) => (text ? TIME.format(new Date(text)) : '–');

export const clock = (text) => (text ? CLOCK.format(new Date(text)) : '–');

/** Seconds as the two largest units that say something. */
export function duration(seconds) {
  if (seconds === undefined || seconds === null) {
    return '–';
  }
  if (seconds < 60) {
    return `${NUMBER.format(seconds)} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? twoUnits(hours, 'h', minutes % 60, 'min')
    : twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const twoUnits = (large, largeUnit, small, smallUnit) =>
  `${large} ${largeUnit}${small === 0 ? '' : ` ${small} ${smallUnit}`}`;

/** '1 device', '2 devices'. */
export const plural = (count, word) => `${number(count)} ${word}${count === 1 ? '' : 's'}`;

export function octets(count) {
  return count < 10240 ? `${NUMBER.format(count)} octets` : `${NUMBER.format(count / 1024)} KiB`;
}

/** What a device did in a stage: index = the number in the matrix. */
export const STATES = [
  { key: 'none', sign: '', words: 'not in this stage' },
  { key: 'pending', sign: '·', words: 'waiting' },
  { key: 'sent', sign: '→', words: 'sent, no answer yet' },
  { key: 'answered', sign: '✓', words: 'answered' },
  { key: 'refused', sign: '✕', words: 'refused' },
  { key: 'timedOut', sign: '?', words: 'timed out' },
];

/** How a device ended: index = the number in the matrix. */
export const OUTCOMES = [
  { key: 'running', sign: '…', words: 'running' },
  { key: 'succeeded', sign: '✓', words: 'succeeded' },
  { key: 'failed', sign: '✕', words: 'failed' },
];

const STAGES = {
  MC_GROUP_SETUP: 'McGroupSetup',
  DEV_REBOOT_TIME_SETUP: 'DevRebootTimeSetup',
  FRAG_SESSION_SETUP: 'FragSessionSetup',
  MC_CLASS_B_SESSION_SETUP: 'McClassBSessionSetup',
  MC_CLASS_C_SESSION_SETUP: 'McClassCSessionSetup',
  MC_COMMAND: 'Commands',
  DL_FRAGMENT: 'DlFragment',
  FRAG_SESSION_STATUS: 'FragSessionStatus',
  TRANSMISSION_ROUNDS: 'TransmissionRounds',
  UNICAST_REPAIR: 'UnicastRepair',
  DEV_UPGRADE_IMAGE: 'DevUpgradeImage',
  DEV_REBOOT_COUNTDOWN: 'DevRebootCountdown',
  DEV_VERSION: 'DevVersion',
  ABORT_CLEANUP: 'AbortCleanup',
};

/** A stage by its stable name, as the specifications write it. */
export const stageName = (name) => STAGES[name] ?? name;

const KINDS = {
  CONFIGURE_MULTICAST_GROUPS: 'Configure multicast groups',
  UPLOAD_BINARY_FILE: 'Upload binary file',
  FIRMWARE_UPGRADE: 'Firmware upgrade',
};

export const kind = (name) => KINDS[name] ?? name;

const VERDICTS = {
  CREATED: { tone: 'quiet', sign: '○', words: 'Not started' },
  RUNNING: { tone: 'live', sign: '▸', words: 'Running' },
  ABORTING: { tone: 'warn', sign: '■', words: 'Aborting' },
  DONE: { tone: 'good', sign: '✓', words: 'Done' },
  DONE_WITH_FAILURES: { tone: 'warn', sign: '!', words: 'Done, with failures' },
  FAILED: { tone: 'bad', sign: '✕', words: 'Failed' },
  ABORTED: { tone: 'bad', sign: '■', words: 'Aborted' },
};

/** The verdict once there is one, the state before. */
export function verdict({ state, outcome }) {
  const name = outcome ?? state;
  return VERDICTS[name] ?? { tone: 'quiet', sign: '?', words: String(name) };
}

/** 'McGroupSetup' as ['Mc', 'Group', 'Setup']: where a line may break. */
export const humps = (name) => stageName(name).split(/(?<=[a-z])(?=[A-Z])/);
