// An application that fails in mid-call, another way for each call: for runs beside a load that must not notice.
//   node benchmarks/sipp/failing-app.js
const http = require('node:http');

const menu = '<Response><Get action="key" numdigits="1" timeout="20"><Play>en/again.wav</Play></Get></Response>';
const faults = {
  hangs: () => {},
  status500: (response) => response.writeHead(500).end('broken'),
  resets: (response) => response.socket.destroy(),
  cutOff: (response) => {
    response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': menu.length });
    response.write(menu.slice(0, 20));
    response.socket.end();
  },
  fiftyMegabytes: (response) => {
    response.writeHead(200, { 'Content-Type': 'text/xml' });
    response.on('error', () => {});
    for (let i = 0; i < 50; i++) response.write('<!--' + 'x'.repeat(1e6) + '-->');
    response.end();
  },
  entityBomb: (response) => response.writeHead(200).end(
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><Response><Play>&b;</Play></Response>'),
  redirectLoop: (response) => response.writeHead(200).end('<Response><Redirect>key</Redirect></Response>'),
};

http
  .createServer((request, response) => {
    const place = new URL(request.url, 'http://x').pathname;
    if (place.endsWith('startservice')) return response.writeHead(200).end(menu);
    if (place.endsWith('stopservice')) return response.writeHead(200).end('<Response><CmdNone/></Response>');
    const names = Object.keys(faults);
    const callid = new URL(request.url, 'http://x').searchParams.get('callid') ?? '';
    const fault = names[parseInt(callid.slice(-6), 16) % names.length];
    return faults[fault](response);
  })
  .listen(process.env.PORT ?? 9002, '127.0.0.1', () => console.log('failing'));
