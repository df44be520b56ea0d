#!/bin/sh
# Outlives a stack that was killed, and ends what it started: stdin closes when its parent is gone, however it went.
# Reads "+ <pid> <signal>" for a start and "- <pid>" for an end; each pid leads its own process group.
# $1: a folder to remove at the end, or nothing.
trap '' HUP INT TERM
running=' '
while read -r what pid signal; do
  case $what in
    +) running="$running$pid:$signal " ;;
    -) case $running in *" $pid:"*) rest=${running#*" $pid:"}; running="${running%%" $pid:"*} ${rest#* }" ;; esac ;;
  esac
done
alive() { for one in $running; do kill -0 "-${one%:*}" 2>/dev/null && return 0; done; return 1; }
for one in $running; do kill -s "${one#*:}" -- "-${one%:*}" 2>/dev/null; done
patience=30
while alive && [ $patience -gt 0 ]; do sleep 0.1; patience=$((patience - 1)); done
for one in $running; do kill -s KILL -- "-${one%:*}" 2>/dev/null; done
[ -z "$1" ] || rm -rf "$1"
