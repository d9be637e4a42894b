// The application of the load runs: every call hears a prompt without end. node benchmarks/sipp/endless-prompt.js
const http = require('node:http');

const body = '<Response><Play loop="-1">en/welcome.wav</Play></Response>';
const headers = { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body) };

http
  .createServer((request, response) => response.writeHead(200, headers).end(body))
  .listen(process.env.PORT ?? 9001, '127.0.0.1', function () {
    console.log(`every call hears a prompt: ./ringflow run --app http://127.0.0.1:${this.address().port}`);
  });
