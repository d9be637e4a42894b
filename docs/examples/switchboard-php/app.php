<?php
// A small switchboard: a message is recorded and played back, a colleague is called in, conferences are opened and
// joined, a number is called. PHP 8, no extension. The same application stands beside this one in Java and Node.js.
//
//   php -S 127.0.0.1:9000 app.php          or below any web server that runs PHP
//
// Settings come from the environment; what they are is in ../README.md.
//
// No state is kept: the URL that is asked says where in the flow a call is.

// Of the timestamps in signed requests, which must be that of the server's rest.time-zone.
date_default_timezone_set(getenv('TZ') ?: 'UTC');

function answer(string $place, array $call): string
{
    return match ($place) {
        // A call has arrived, or (direction 1) somebody whom we had called has answered.
        'startservice' => $call['direction'] === '1'
            ? say('This is the switchboard. Somebody wanted you to be called. Goodbye.') . '<Hangup/>'
            : menu(),

        'menu' => menu(),

        // A key was pressed in the menu: digits.
        'chosen' => chosen($call['digits']),

        // A message is on the disk: recordid, recordurl, recordduration.
        'recorded' => say('You said:')
            . '<Play isrecord="true">' . escape($call['recordid']) . '</Play>'
            . '<Redirect>menu</Redirect>',

        // A conference is there: confid. It is told digit by digit, for others to join.
        'opened' => '<PlayMix type="50" lang="en-US">The number of your conference is;' . escape($call['confid']) . '</PlayMix>'
            . '<Redirect>join?number=' . escape($call['confid']) . '</Redirect>',

        // The number of a conference was typed (digits), or is known.
        'join' => '<JoinConf confid="' . escape($call['number'] ?? $call['digits']) . '" quiturl="menu"/>'
            . say('There is no such conference.')
            . '<Redirect>menu</Redirect>',

        // A member of a conference pressed a key. The star leaves it: the flow goes on where quiturl says.
        'key' => key_pressed($call),

        // A number to be called was typed, with the hash that ended it.
        'dial' => dial($call),

        // The call is over (stopservice): callduration, errorcode … Nothing to do but to remember it.
        default => '<CmdNone/>',
    };
}

function menu(): string
{
    return '<Get action="chosen" numdigits="1" timeout="10">'
        . say('Press 1 to leave a message, 2 to speak with a colleague, 3 to open a conference, '
            . '4 to join one, 5 to have a number called.')
        . '</Get>'
        . say('Goodbye.')
        . '<Hangup/>';
}

/** What the keys of the menu lead to. */
function chosen(string $digits): string
{
    return match ($digits) {
        '1' => '<Record action="recorded" maxlength="60" timeout="5" finishkey="#">'
            . say('Speak after the tone, and press hash when you are done.')
            . '</Record>'
            . say('Nothing was recorded.')
            . '<Redirect>menu</Redirect>',

        '2' => '<ConsultationCall number="' . escape(getenv('COLLEAGUE') ?: '13800138000') . '" timeout="30" hangupurl="menu">'
            . say('Please hold the line.', 'loop="-1"')
            . '</ConsultationCall>'
            . say('Nobody answers.')
            . '<Redirect>menu</Redirect>',

        '3' => '<CreateConf action="opened" maxmember="8" shortconf="true" dtmfreporturl="key"/>'
            . say('No conference can be opened now.')
            . '<Redirect>menu</Redirect>',

        '4' => '<Get action="join" numdigits="8" timeout="20">'
            . say('Type the eight digits of the conference.')
            . '</Get>'
            . '<Redirect>menu</Redirect>',

        '5' => '<Get action="dial" numdigits="16" finishkey="#" timeout="20">'
            . say('Type the number, then hash.')
            . '</Get>'
            . '<Redirect>menu</Redirect>',

        default => menu(),
    };
}

function key_pressed(array $call): string
{
    if ($call['digits'] === '*') {
        $member = 'confid="' . escape($call['confid']) . '" callid="' . escape($call['callid']) . '"';
        ask('ivr/conf', $call['appid'], "<QuitConf $member/>");
    }
    return '<CmdNone/>';
}

function dial(array $call): string
{
    $number = str_replace('#', '', $call['digits']);
    $code = ask('ivr/dial', $call['appid'], '<Dial number="' . escape($number) . '"/>');
    return say($code === '000000' ? 'The number is being called.' : 'The number can not be called.')
        . '<Redirect>menu</Redirect>';
}

/** Asks something of the server, signed as the dialect wants it; its statusCode. */
function ask(string $path, string $appid, string $operation): ?string
{
    $sid = getenv('REST_SID');
    $now = date('YmdHis');
    $sig = strtoupper(md5($sid . getenv('REST_TOKEN') . $now));
    $request = [
        'method' => 'POST',
        'header' => [
            'Accept: application/xml',
            'Content-Type: application/xml;charset=utf-8',
            'Authorization: ' . base64_encode("$sid:$now"),
        ],
        'content' => "<Request><Appid>$appid</Appid>$operation</Request>",
        'timeout' => 3,
    ];
    $url = getenv('REST_ROOT') . "/Accounts/$sid/$path?sig=$sig";
    $body = @file_get_contents($url, false, stream_context_create(['http' => $request]));
    error_log("asked $path $operation: " . ($body === false ? 'no answer' : $body));
    return preg_match('/<statusCode>(\d+)</', (string) $body, $found) ? $found[1] : null;
}

function say(string $text, string $attributes = ''): string
{
    return "<PlayTTS lang=\"en-US\" $attributes>" . escape($text) . '</PlayTTS>';
}

function escape(string $text): string
{
    return htmlspecialchars($text, ENT_XML1 | ENT_QUOTES, 'UTF-8');
}

$place = trim(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), '/');
error_log(($_GET['callid'] ?? '') . " $place ?" . ($_SERVER['QUERY_STRING'] ?? ''));
$body = '<?xml version="1.0" encoding="UTF-8"?>' . "\n<Response>" . answer($place, $_GET) . "</Response>\n";
header('Content-Type: text/xml; charset=utf-8');
// Either this or a chunked answer: else nobody could tell a whole one from one that was cut off.
header('Content-Length: ' . strlen($body));
echo $body;
