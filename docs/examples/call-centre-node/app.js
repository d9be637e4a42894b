// A small call centre: callers are greeted and wait with music, agents are called on their telephones, who finds nobody
// leaves a message, who has talked gives a mark. Agents without a PIN are on duty from the start and ready again after each
// talk; those with one log on at a desktop in the browser. Node.js, nothing to install. The same application stands beside
// this one in Java.
//
//   node app.js               listens on http://127.0.0.1:9000, the desktop is http://127.0.0.1:9000/desktop/
//
// Settings come from the environment; what they are is in ../README.md.
const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { Readable } = require('node:stream');

const { PORT = 9000, API_ROOT = 'http://127.0.0.1:8883', API_KEY = '', QUEUE = '1', MUSIC = 'hold.wav' } = process.env;
const agents = read(process.env.AGENTS ?? '1001=1001');
const supervisors = new Set((process.env.SUPERVISORS ?? '').split(',').map((id) => id.trim()));

// ---- the flow of a call: the server asks, the answer says what is next

const flow = {
  startservice: () => `
    ${say('Welcome. You will be connected with the next agent.')}
    <Redirect>queue</Redirect>`,

  // One round of 60 seconds; then what follows EnterCCS runs, as it does when nobody is on duty.
  queue: () => `
    <EnterCCS queuetype="${QUEUE}" timeout="60" quiturl="message" agenthangupurl="rate">
      <Play loop="-1">${escape(MUSIC)}</Play>
    </EnterCCS>
    <Redirect>message</Redirect>`,

  // Nobody was free, or the caller left the queue by a key.
  message: () => `
    <Record action="recorded" maxlength="120" timeout="5" finishkey="#">
      ${say('No agent is free. Please leave a message after the tone.')}
    </Record>
    <Hangup/>`,

  recorded: (call) => {
    console.log(`message from ${call.callid}: ${call.recordurl}`);
    return `${say('Thank you. We will call you back.')}<Hangup/>`;
  },

  // The agent has ended the talk; the caller is still there.
  rate: () => `
    <Get action="rated" numdigits="1" timeout="10">
      ${say('How was it? Press 1 to 5, 5 is best.')}
    </Get>
    <Hangup/>`,

  rated: (call) => {
    console.log(`mark of ${call.callid}: ${call.digits}`);
    return `${say('Thank you for your call.')}<Hangup/>`;
  },

  // An agent came into another state: 0 preparing, 1 ready, 2 called, 3 talking, 4 has not taken the call. After a call it is
  // 0: who has no desktop to say so at is ready again by the answer.
  agentstate: (agent) => agent.agentstate === '0' && agent.callid && !agents.get(agent.agentid)?.pin
    ? `<AgentReady agentid="${escape(agent.agentid)}" state="true"/>`
    : '<CmdNone/>',

  // The call is over (stopservice), or a notification that needs no answer.
  stopservice: () => '<CmdNone/>',
};

// ---- the server's JSON interface

let application; // id of ours

async function api(method, place, body) {
  const answer = await fetch(`${API_ROOT}/v1${place}`, {
    method,
    headers: { Authorization: `Bearer ${API_KEY}`, ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(5000),
  });
  const told = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.detail), { status: answer.status, code: told.code });
  return told;
}

const own = (place) => `/applications/${application}${place}`;

// The queue, and the agents that have no desktop. All of it may be there already: the server keeps it.
async function prepare() {
  application = (await api('GET', '/applications?limit=1')).items[0].applicationId;
  await unlessThere(api('POST', own('/queues'), { queue: QUEUE, settings: { name: 'Service', wrapUpSeconds: 15, autoReady: true } }));
  for (const [id, agent] of agents) if (!agent.pin) await unlessThere(onDuty(id, true));
  console.log(`queue ${QUEUE} is there, on duty: ${(await api('GET', own('/agents'))).items.map((one) => one.agentId)}`);
}

const onDuty = (id, ready) => api('POST', own('/agents'),
  { agentId: id, number: agents.get(id).number, queues: [{ queue: QUEUE }], ready });

function unlessThere(request) {
  return request.catch((problem) => {
    if (problem.status !== 409) throw problem;
  });
}

async function prepareWhenTheServerIsUp() {
  try {
    await prepare();
  } catch (problem) {
    console.log(`the server does not take orders yet: ${problem.cause?.code ?? problem.message}`);
    setTimeout(prepareWhenTheServerIsUp, 1000);
  }
}

// ---- the agents' desktop: what its page asks, and nothing else, is asked of the server with our key

const sessions = new Map(); // from the cookie to the agent's id

const desktop = {
  'GET me': (id) => api('GET', own(`/agents/${id}`)),
  'GET floor': async (id) => {
    const supervisor = supervisors.has(id);
    const queues = await api('GET', own('/queues?limit=200'));
    const agents = await api('GET', own('/agents?limit=200'));
    // With whom the others talk is for supervisors.
    if (!supervisor) agents.items = agents.items.map(({ agentId, state, since }) => ({ agentId, state, since }));
    return { supervisor, queues, agents };
  },
  'POST ready': (id, order) => api('POST', own(`/agents/${id}/ready`), { ready: order.ready === true }),
  'POST call': (id, order) => api('POST', own(`/agents/${id}/calls`), { number: order.number }),
  'POST transfer': async (id, order) => api('POST', `/calls/${await callOf(id)}/transfer`, whom(order.to)),
  // The caller goes on at `rate`: agenthangupurl.
  'POST end': async (id) => api('POST', `/calls/${await callOf(id)}/service-end`, { agentId: id }),

  // Each of these is answered with who is in the talk.
  'GET talk': async (id) => api('GET', await talkOf(id)),
  'POST hold': async (id, order) => api(order.held === true ? 'POST' : 'DELETE', `${await talkOf(id)}/hold`),
  'POST consult': async (id, order) => api('POST', `${await talkOf(id)}/consultation`, whom(order.to)),
  'POST back': async (id) => api('DELETE', `${await talkOf(id)}/consultation`),
  'POST three-way': async (id) => api('POST', `${await talkOf(id)}/three-way`),
  // Of another agent's talk, or of the one that this supervisor is in.
  'POST supervise': async (id, { agent = id, mode }) => {
    if (!supervisors.has(id)) throw Object.assign(new Error('You supervise nobody.'), { status: 403 });
    if (!agents.has(agent)) throw Object.assign(new Error('There is no such agent.'), { status: 404 });
    const talk = await talkOf(agent);
    if (mode === 'off') return api('DELETE', `${talk}/supervisors/${id}`);
    return api('POST', `${talk}/supervisors`, { agentId: id, mode });
  },
};

const talkOf = async (id) => `/calls/${await callOf(id)}/talk`;

const whom = (to) => (/^[0-9]{4}$/.test(to) ? { agentId: to } : { number: to });

async function callOf(id) {
  const { callId } = await desktop['GET me'](id);
  if (!callId) throw Object.assign(new Error('There is no call.'), { status: 409 });
  return callId;
}

async function serveDesktop(request, response, place) {
  if (request.method === 'GET' && place === '') return page(response);
  const what = `${request.method} ${place}`;
  const token = /(?:^|; )desk=([0-9a-f]+)/.exec(request.headers.cookie ?? '')?.[1];
  try {
    const order = request.method === 'POST' ? await body(request) : {};
    if (what === 'POST logon') return await logOn(response, order);
    const id = sessions.get(token);
    if (!id) throw Object.assign(new Error('Please log on.'), { status: 401 });
    if (what === 'GET events') return await events(request, response, id);
    if (what === 'POST logoff') return await logOff(response, token, id);
    if (!Object.hasOwn(desktop, what)) throw Object.assign(new Error('There is no such thing.'), { status: 404 });
    json(response, 200, await desktop[what](id, order));
  } catch (problem) {
    if (!response.headersSent) json(response, problem.status ?? 502, { detail: problem.message });
    else response.destroy();
  }
}

async function logOn(response, { agent = '', pin = '' }) {
  const known = agents.get(agent);
  if (!known?.pin || !same(known.pin, String(pin))) {
    throw Object.assign(new Error('Agent or PIN is wrong.'), { status: 403 });
  }
  await unlessThere(onDuty(agent, false));
  const token = crypto.randomBytes(16).toString('hex');
  sessions.set(token, agent);
  json(response, 200, {}, { 'Set-Cookie': `desk=${token}; HttpOnly; SameSite=Strict; Path=/desktop/` });
}

async function logOff(response, token, id) {
  sessions.delete(token);
  await api('DELETE', own(`/agents/${id}`)).catch(() => {});
  json(response, 200, {}, { 'Set-Cookie': 'desk=; Max-Age=0; HttpOnly; SameSite=Strict; Path=/desktop/' });
}

// The server's events of this agent, handed on as they come.
async function events(request, response, id) {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const answer = await fetch(`${API_ROOT}/v1/events?application=${application}&agentId=${id}`, {
    headers: { Authorization: `Bearer ${API_KEY}`, 'Last-Event-ID': request.headers['last-event-id'] ?? '' },
    signal: gone.signal,
  });
  response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type'), 'Cache-Control': 'no-store' });
  Readable.fromWeb(answer.body).on('error', () => response.destroy()).pipe(response);
}

function page(response) {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:",
  });
  response.end(fs.readFileSync(path.join(__dirname, '../agent-desktop/index.html')));
}

// ---- what is around it

/** `1001=13800138001,2001:4711=13800138002`: ids and numbers, those with a PIN use the desktop. */
function read(text) {
  return new Map(text.split(',').map((one) => {
    const [, id, pin, number] = /^([0-9]{4})(?::([0-9]+))?=(\S+)$/.exec(one.trim()) ?? [];
    if (!id) throw new Error(`AGENTS: "${one}" is not id=number or id:pin=number`);
    return [id, { pin, number }];
  }));
}

function same(one, other) {
  const hash = (text) => crypto.createHash('sha256').update(text).digest();
  return crypto.timingSafeEqual(hash(one), hash(other));
}

async function body(request) {
  // Another site's page can't send this type.
  if (request.headers['content-type'] !== 'application/json') throw Object.assign(new Error('No JSON.'), { status: 415 });
  let text = '';
  for await (const some of request) {
    text += some;
    if (text.length > 10_000) throw Object.assign(new Error('Too much.'), { status: 413 });
  }
  return JSON.parse(text);
}

function json(response, status, value, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers });
  response.end(JSON.stringify(value));
}

function say(text) {
  return `<PlayTTS lang="en-US">${escape(text)}</PlayTTS>`;
}

function escape(text = '') {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function serveFlow(response, url, place) {
  const call = Object.fromEntries(url.searchParams);
  console.log(`${call.callid ?? ''} ${place} ${url.search}`);
  const commands = (Object.hasOwn(flow, place) ? flow[place] : flow.stopservice)(call);
  const document = `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${commands}\n</Response>\n`;
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': Buffer.byteLength(document) });
  response.end(document);
}

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const place = url.pathname.replace(/^\/+|\/+$/g, '');
  if (url.pathname.startsWith('/desktop/')) {
    serveDesktop(request, response, place.replace(/^desktop\/?/, '')).catch((problem) => {
      console.log(`${place}: ${problem.stack}`);
      response.destroy();
    });
  } else serveFlow(response, url, place);
});

server.listen(PORT, '127.0.0.1', () => {
  console.log(`the call centre is served at http://127.0.0.1:${server.address().port}`);
  prepareWhenTheServerIsUp();
});
