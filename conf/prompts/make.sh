#!/bin/sh
# Speaks every line of prompts.tsv (language, name, text) into <language>/<name>.wav, 16 kHz mono, and joins what the
# server says by itself (that an application can't be reached, what a conference asks for) from both languages, as nobody
# knows the caller's.
# Needs espeak-ng and sox. The results are in the repository: run this only after a change of the texts.
set -eu
cd "$(dirname "$0")"
while IFS="$(printf '\t')" read -r language name text; do
    case $language in zh) voice=cmn speed=185 ;; *) voice=en-us speed=150 ;; esac
    mkdir -p "$language"
    espeak-ng -v "$voice" -s "$speed" -g 3 -w "prompt.$$.wav" "$text"
    # A phone passes 300-3400 Hz: cut the rumble, leave headroom, and end in a breath of silence.
    sox "prompt.$$.wav" -r 16000 -c 1 -b 16 "$language/$name.wav" gain -6 highpass 120 gain -n -4 pad 0.1 0.2
    echo "$language/$name.wav $(soxi -d "$language/$name.wav")"
done <prompts.tsv
rm -f "prompt.$$.wav"
# What is heard while an application takes its time is heard over and over: with time to breathe.
sox zh/hold.wav en/hold.wav hold.wav pad 0.5 3
for name in sorry conf-password conf-password-wrong; do sox "zh/$name.wav" "en/$name.wav" "$name.wav"; done
# What the members of a conference hear when somebody comes, and when somebody goes.
tone() { sox -n -r 16000 -c 1 -b 16 "$1" synth 0.14 sine "$2" fade 0.01 0.14 0.03 gain -18; }
tone high.$$.wav 880
tone low.$$.wav 660
sox low.$$.wav high.$$.wav conf-joined.wav
sox high.$$.wav low.$$.wav conf-left.wav
rm -f high.$$.wav low.$$.wav
# What is heard by who is alone in a conference: four soft chords, over and over.
note() { sox -n -r 16000 -c 1 -b 16 "$1" synth 3 pluck "$2" fade 0.02 3 0.6; }
chord_of() {
    out=$1; shift; n=0; files=
    for note in "$@"; do n=$((n + 1)); note "note$n.$$.wav" "$note"; files="$files note$n.$$.wav"; done
    # shellcheck disable=SC2086
    sox -m $files "$out"; rm -f $files
}
chord_of c1.$$.wav C3 G3 E4 C4
chord_of c2.$$.wav A3 E4 C4 A4
chord_of c3.$$.wav F3 C4 A3 F4
chord_of c4.$$.wav G3 D4 B3 G4
sox c1.$$.wav c2.$$.wav c3.$$.wav c4.$$.wav conf-background.wav lowpass 3000 gain -n -20 pad 0 1.5
rm -f c1.$$.wav c2.$$.wav c3.$$.wav c4.$$.wav
