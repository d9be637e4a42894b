// The menu of the built-in demo as an application server of your own: Node.js, nothing to install.
//
//   node app.js               listens on http://127.0.0.1:9000 (PORT=… for another)
//   ./ringflow run --app http://127.0.0.1:9000
//   ./ringflow call --press 1
//
// The server asks by HTTP what to do with a call; we answer with commands. No state is kept: the URL that is asked says
// where in the flow the call is.
const http = require('node:http');

const flow = {
  // A call has arrived: appid, callid, from, to, direction.
  startservice: (call) => `
    <Get action="menu" numdigits="1" timeout="5"><Play>en/welcome.wav</Play></Get>
    <Play>en/timeout.wav</Play>
    <Redirect>gettimeout</Redirect>`,

  // Nobody pressed a key the first time.
  gettimeout: (call) => `
    <Get action="menu" numdigits="1" timeout="5"><Play>en/again.wav</Play></Get>
    <Play>en/goodbye.wav</Play>
    <Hangup/>`,

  // A key was pressed: digits.
  menu: (call) => call.digits === '2'
    ? '<Redirect>gettimeout</Redirect>'
    : '<Play>en/thanks.wav</Play><Hangup/>',

  // The call is over: callduration, errorcode … Nothing to do but to remember it.
  stopservice: (call) => '<CmdNone/>',
};

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const place = url.pathname.replace(/^\/+|\/+$/g, '');
  const call = Object.fromEntries(url.searchParams);
  console.log(`${call.callid ?? ''} ${place} ${url.search}`);
  const commands = (flow[place] ?? flow.stopservice)(call);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${commands}\n</Response>\n`;
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
});

server.listen(process.env.PORT ?? 9000, '127.0.0.1', () => {
  console.log(`the menu is served at http://127.0.0.1:${server.address().port}`);
});
