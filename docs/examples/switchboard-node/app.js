// A small switchboard: a message is recorded and played back, a colleague is called in, conferences are opened and
// joined, a number is called. Node.js, nothing to install. The same application stands beside this one in Java and PHP.
//
//   node app.js               listens on http://127.0.0.1:9000
//
// Settings come from the environment; what they are is in ../README.md.
//
// No state is kept: the URL that is asked says where in the flow a call is.
const http = require('node:http');
const crypto = require('node:crypto');

const { PORT = 9000, COLLEAGUE = '13800138000', REST_ROOT = '', REST_SID = '', REST_TOKEN = '' } = process.env;

const flow = {
  // A call has arrived, or (direction 1) somebody whom we had called has answered.
  startservice: (call) => call.direction === '1'
    ? `${say('This is the switchboard. Somebody wanted you to be called. Goodbye.')}<Hangup/>`
    : flow.menu(call),

  menu: () => `
    <Get action="chosen" numdigits="1" timeout="10">
      ${say('Press 1 to leave a message, 2 to speak with a colleague, 3 to open a conference, '
        + '4 to join one, 5 to have a number called.')}
    </Get>
    ${say('Goodbye.')}
    <Hangup/>`,

  // A key was pressed in the menu: digits.
  chosen: (call) => (choices[call.digits] ?? flow.menu)(call),

  // A message is on the disk: recordid, recordurl, recordduration.
  recorded: (call) => `
    ${say('You said:')}
    <Play isrecord="true">${escape(call.recordid)}</Play>
    <Redirect>menu</Redirect>`,

  // A conference is there: confid. It is told digit by digit, for others to join.
  opened: (call) => `
    <PlayMix type="50" lang="en-US">The number of your conference is;${escape(call.confid)}</PlayMix>
    <Redirect>join?number=${escape(call.confid)}</Redirect>`,

  // The number of a conference was typed (digits), or is known.
  join: (call) => `
    <JoinConf confid="${escape(call.number ?? call.digits)}" quiturl="menu"/>
    ${say('There is no such conference.')}
    <Redirect>menu</Redirect>`,

  // A member of a conference pressed a key. The star leaves it: the flow goes on where quiturl says.
  key: async (call) => {
    if (call.digits === '*') {
      await ask('ivr/conf', call.appid, `<QuitConf confid="${escape(call.confid)}" callid="${escape(call.callid)}"/>`);
    }
    return '<CmdNone/>';
  },

  // A number to be called was typed, with the hash that ended it.
  dial: async (call) => {
    const number = call.digits.replace('#', '');
    const code = await ask('ivr/dial', call.appid, `<Dial number="${escape(number)}"/>`);
    return `
    ${say(code === '000000' ? 'The number is being called.' : 'The number can not be called.')}
    <Redirect>menu</Redirect>`;
  },

  // The call is over: callduration, errorcode … Nothing to do but to remember it.
  stopservice: () => '<CmdNone/>',
};

// What the keys of the menu lead to.
const choices = {
  1: () => `
    <Record action="recorded" maxlength="60" timeout="5" finishkey="#">
      ${say('Speak after the tone, and press hash when you are done.')}
    </Record>
    ${say('Nothing was recorded.')}
    <Redirect>menu</Redirect>`,

  2: () => `
    <ConsultationCall number="${escape(COLLEAGUE)}" timeout="30" hangupurl="menu">
      ${say('Please hold the line.', 'loop="-1"')}
    </ConsultationCall>
    ${say('Nobody answers.')}
    <Redirect>menu</Redirect>`,

  3: () => `
    <CreateConf action="opened" maxmember="8" shortconf="true" dtmfreporturl="key"/>
    ${say('No conference can be opened now.')}
    <Redirect>menu</Redirect>`,

  4: () => `
    <Get action="join" numdigits="8" timeout="20">
      ${say('Type the eight digits of the conference.')}
    </Get>
    <Redirect>menu</Redirect>`,

  5: () => `
    <Get action="dial" numdigits="16" finishkey="#" timeout="20">
      ${say('Type the number, then hash.')}
    </Get>
    <Redirect>menu</Redirect>`,
};

// Asks something of the server, signed as the dialect wants it; its statusCode.
async function ask(path, appid, operation) {
  const now = timestamp(new Date());
  const sig = crypto.createHash('md5').update(REST_SID + REST_TOKEN + now).digest('hex').toUpperCase();
  try {
    const answer = await fetch(`${REST_ROOT}/Accounts/${REST_SID}/${path}?sig=${sig}`, {
      method: 'POST',
      headers: {
        Accept: 'application/xml',
        'Content-Type': 'application/xml;charset=utf-8',
        Authorization: Buffer.from(`${REST_SID}:${now}`).toString('base64'),
      },
      body: `<Request><Appid>${appid}</Appid>${operation}</Request>`,
      signal: AbortSignal.timeout(3000),
    });
    const body = await answer.text();
    console.log(`asked ${path} ${operation}: ${body}`);
    return body.match(/<statusCode>(\d+)</)?.[1];
  } catch (problem) {
    console.log(`asked ${path} ${operation}: ${problem}`);
    return undefined;
  }
}

// yyyyMMddHHmmss in local time, which must be that of the server's rest.time-zone.
function timestamp(date) {
  const two = (value) => String(value).padStart(2, '0');
  return date.getFullYear() + two(date.getMonth() + 1) + two(date.getDate())
    + two(date.getHours()) + two(date.getMinutes()) + two(date.getSeconds());
}

function say(text, attributes = '') {
  return `<PlayTTS lang="en-US" ${attributes}>${escape(text)}</PlayTTS>`;
}

function escape(text = '') {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

async function handle(request, response) {
  const url = new URL(request.url, 'http://localhost');
  const place = url.pathname.replace(/^\/+|\/+$/g, '');
  const call = Object.fromEntries(url.searchParams);
  console.log(`${call.callid ?? ''} ${place} ${url.search}`);
  const commands = await (Object.hasOwn(flow, place) ? flow[place] : flow.stopservice)(call);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${commands}\n</Response>\n`;
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

const server = http.createServer((request, response) => {
  handle(request, response).catch((problem) => {
    console.log(`${request.url}: ${problem.stack}`);
    response.writeHead(500);
    response.end();
  });
});

server.listen(PORT, '127.0.0.1', () => {
  console.log(`the switchboard is served at http://127.0.0.1:${server.address().port}`);
});
