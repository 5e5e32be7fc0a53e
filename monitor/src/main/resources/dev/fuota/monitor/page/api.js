// Requests to the server this page came from. A token is asked for when the server wants one.

const TOKEN = 'fuota.token';
const BASE = new URL('api/v1/', document.baseURI);

/** What the server refused, as it said it: problems name a parameter, devices a device. */
export class ApiError extends Error {
  constructor(status, error) {
    super(error.sentence ?? `The server answered ${status}.`);
    this.status = status;
    this.code = error.code ?? String(status);
    this.problems = error.problems ?? [];
    this.devices = error.devices ?? [];
  }
}

/** The server is not there: nothing is known about what the request did. */
export class Unreachable extends Error {
  constructor() {
    super('The connection to the server is lost.');
  }
}

let askForToken = () => Promise.reject(new ApiError(401, { sentence: 'A token is needed.' }));
let asking = null;

/** `ask(refused)` resolves to a token; several requests that need one share the question. */
export function onTokenNeeded(ask) {
  askForToken = ask;
}

async function newToken(used) {
  if (sessionStorage.getItem(TOKEN) !== used) {
    return; // another request has asked meanwhile
  }
  asking ??= askForToken(used !== null)
    .then((token) => sessionStorage.setItem(TOKEN, token))
    .finally(() => { asking = null; });
  await asking;
}

/** The raw answer, with the token. Asks again as long as the server says 401. */
export async function request(path, options = {}) {
  for (;;) {
    const token = sessionStorage.getItem(TOKEN);
    const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    let answer;
    try {
      answer = await fetch(new URL(path, BASE), { ...options, headers, cache: 'no-store' });
    } catch (failure) {
      throw failure.name === 'AbortError' ? failure : new Unreachable();
    }
    if (answer.status !== 401) {
      return answer;
    }
    await newToken(token);
  }
}

/** The error in an answer that is none of success. */
export async function refusedBy(answer) {
  const body = await answer.json().catch(() => ({}));
  return new ApiError(answer.status, body.error ?? {});
}

async function json(path, options) {
  const answer = await request(path, options);
  if (!answer.ok) {
    throw await refusedBy(answer);
  }
  return answer.json();
}

function post(path, body) {
  return json(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const of = (id) => `campaigns/${encodeURIComponent(id)}`;

export const api = {
  campaigns: () => json('campaigns'),
  campaign: (id) => json(of(id)),
  create: (campaign) => post('campaigns', campaign),
  start: (id) => post(`${of(id)}/start`, {}),
  abort: (id, deleteOnDevices) => post(`${of(id)}/abort`, { deleteOnDevices }),
  devices: (id, query) => json(`${of(id)}/devices?${new URLSearchParams(query)}`),
  device: (id, eui) => json(`${of(id)}/devices/${encodeURIComponent(eui)}`),
  plan: (campaign) => post('plan', campaign),
  parameters: () => json('parameters'),
  registered: () => json('devices'),
  deviceSets: () => json('device-sets'),
  groups: () => json('groups'),
  files: () => json('files'),
  addFile: (file) => json(`files?${new URLSearchParams({ name: file.name })}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file,
  }),
};
