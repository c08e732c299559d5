#!/usr/bin/env bash
# Makes the three font files of the reading column from the npm package @fontsource/source-serif-4 (OFL-1.1).
# The package's Latin files are 20 KB each, two thirds of what a whole first visit may spend on fonts; English prose
# needs about a hundred of their 330 glyphs. Needs python3-fonttools and python3-brotli; run from anywhere:
#   web/theme/fonts/subset.sh
# "Source" is a reserved font name, which a changed file may not carry, hence the family name Scrollwork Serif.
set -euo pipefail
cd "$(dirname "$0")"
source_files=../../../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin

punctuation=U+A0,U+B7,U+D7,U+2013,U+2014,U+2019,U+201C,U+201D,U+2026,U+2212
letters=U+20-3B,U+3F,U+41-5A,U+61-7A,$punctuation
everything=U+20-7E,U+A9,U+B1,U+E4,U+E8,U+E9,U+F6,U+FC,U+2018,U+2192,$punctuation

subset() {  # subset <source style> <file to write> <unicodes>
  python3 -m fontTools.subset "$source_files-$1.woff2" --unicodes="$3" --flavor=woff2 --layout-features=kern \
    --no-hinting --desubroutinize --name-IDs=0,1,2,4,6,13,14 --output-file="$2"
  python3 - "$2" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
font = TTFont(sys.argv[1])
for record in font["name"].names:
    if record.nameID in (1, 4, 6):
        record.string = str(record).replace("Source Serif 4", "Scrollwork Serif").replace("SourceSerif4", "ScrollworkSerif")
font.save(sys.argv[1])
PYTHON
}
subset 400-normal serif-400.woff2 "$everything"
subset 600-normal serif-600.woff2 "$letters"
subset 400-italic serif-400-italic.woff2 "$letters"
