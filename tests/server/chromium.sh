#!/usr/bin/env bash
# $CHROMIUM without the suggestions of an address bar that nobody sees: for each new window it loads two pages of 200 scripts each.
# Playwright has features that it leaves out, too, and of two lists Chromium reads only the last; here they become one.
features=WebUIOmniboxPopup,WebUIOmniboxAimPopup
arguments=()
for argument in "$@"; do
  case $argument in
    --disable-features=*) features=$features,${argument#*=} ;;
    *) arguments+=("$argument") ;;
  esac
done
exec "$CHROMIUM" "${arguments[@]}" "--disable-features=$features"
