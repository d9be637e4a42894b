// Serves the documents of a directory as an application: each request gets the file that is named after it.
//
//   node docs/examples/serve.js docs/examples/commands/get      then: ./ringflow flow sim http://127.0.0.1:9000 --press 1234
//
// The same documents each time, whatever was asked: to try commands with, and no way to write an application.
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const directory = process.argv[2] ?? '.';
const nothing = '<?xml version="1.0" encoding="UTF-8"?>\n<Response><CmdNone/></Response>\n';

const server = http.createServer((request, response) => {
  const name = path.basename(new URL(request.url, 'http://localhost').pathname);
  const file = path.join(directory, `${name}.xml`);
  const body = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.from(nothing);
  console.log(`${name}: ${fs.existsSync(file) ? file : 'CmdNone'}`);
  response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': body.length });
  response.end(body);
});

server.listen(process.env.PORT ?? 9000, '127.0.0.1', () => {
  console.log(`${directory} is served at http://127.0.0.1:${server.address().port}`);
});
