#!/bin/sh
# Draws the gallery anew, by the commands in README.md: sh examples/gallery/draw.sh [PROGRAM], from the top of the repository.
set -eu
program=${1:-proxeny}
grep '^    proxeny draw ' examples/gallery/README.md | while read -r _ rest; do
    file=${rest##* }
    # The words of a command are its arguments.
    # shellcheck disable=SC2086
    "$program" ${rest% -o *} -o "examples/gallery/$file"
done
